"""Compiling a review: pure; figures go in as values, a document comes out."""

from tongket.yearend.compiler.assembly import compile_document, requests_of
from tongket.yearend.compiler.content import (
    Compiled,
    CompileFault,
    Content,
    Gap,
    Known,
    Particulars,
    Request,
    RowUnit,
)
from tongket.yearend.compiler.lookup import Figures

__all__ = [
    "CompileFault",
    "Compiled",
    "Content",
    "Figures",
    "Gap",
    "Known",
    "Particulars",
    "Request",
    "RowUnit",
    "compile_document",
    "requests_of",
]
