"""Pages in the states people meet them in, each with a person who may open it."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.pages.cast import DRAFTED, MERGER, Cast


@dataclass(frozen=True)
class Visit:
    """Somebody opens a page."""

    name: str
    who: str
    address: Callable[[Cast], str]
    heading: str


def _plain(name: str, who: str, address: str, heading: str) -> Visit:
    return Visit(name, who, lambda _city: address, heading)


def _return(name: str, who: str, target: tuple[str, str], ending: str, heading: str) -> Visit:
    unit, year = target

    def address(city: Cast) -> str:
        return f"/bao-cao/phieu/{city.submission(unit, year).pk}/{ending}"

    return Visit(name, who, address, heading)


def _figure(name: str, who: str, unit: str, year: str = "2023", more: str = "") -> Visit:
    def address(city: Cast) -> str:
        return f"/so-lieu/{city.figure('members_total', unit, year)}{more}/"

    return Visit(name, who, address, "Tính lại" if more == "/tinh-lai" else "Tổng số đảng viên")


OWN, WARD = ("chi-bo-ben-mot", "2024"), ("phuong-ben-mau", "2024")
REVIEW = "/tong-ket/thanh-uy/2023/"


def _narrative(name: str, ending: str, heading: str) -> Visit:
    def address(city: Cast) -> str:
        assert city.report is not None
        return f"/soat/{city.report.pk}/{ending}"

    return Visit(name, "parent", address, heading)


def _statement(name: str, heading: str) -> Visit:
    def address(city: Cast) -> str:
        assert city.report is not None
        return f"/soat/{city.report.pk}/so/{city.report.stated.earliest('start').pk}/"

    return Visit(name, "parent", address, heading)


VISITS = (
    _plain("sign-in", "nobody", "/dang-nhap/", "Đăng nhập"),
    _plain("help", "nobody", "/tro-giup/", "Trợ giúp"),
    _plain("home-of-a-secretary", "own", "/", "Việc của tôi"),
    _plain("home-of-a-returned-one", "sibling", "/", "Việc của tôi"),
    _plain("home-of-an-office", "parent", "/", "Việc của tôi"),
    _plain("home-of-the-city", "city", "/", "Việc của tôi"),
    _plain("home-of-the-administrator", "admin", "/", "Việc của tôi"),
    _plain("home-with-nothing", "former", "/", "Việc của tôi"),
    _plain("no-such-page", "own", "/khong-co/", "Không có trang này"),
    _plain("no-office", "ended", "/", "Bạn chưa làm được việc này"),
    _plain("leader", "leader", "/lanh-dao/", "Lãnh đạo"),
    _plain("search", "city", "/tim/?q=ben+mau", "Tìm"),
    _plain("search-nothing", "own", "/tim/?q=khong-co-gi-ca", "Tìm"),
    _plain("record", "admin", "/nhat-ky/", "Nhật ký"),
    _plain("rules", "own", "/quy-dinh/", "Văn bản – quy định"),
    _plain("rule", "own", "/quy-dinh/reporting_window.party/", "Kỳ số liệu của cơ quan đảng"),
    _plain("indicators", "own", "/chi-tieu/", "Chỉ tiêu"),
    _plain("indicator", "own", "/chi-tieu/members_total/", "Tổng số đảng viên"),
    _plain("narratives", "parent", "/soat/", "Soát văn bản"),
    _plain("narratives-none", "own", "/soat/", "Soát văn bản"),
    _plain("narratives-read-only", "leader", "/soat/", "Soát văn bản"),
    _narrative("narrative", "", "BẾN MẪU"),
    _narrative("narrative-figures", "?xem=so-lieu", "BẾN MẪU"),
    _statement("narrative-statement", "Số này là chỉ tiêu nào"),
    _plain("narratives-compared", "parent", "/soat/doi-chieu/", "Đối chiếu giữa các văn bản"),
    _plain("tree", "city", "/to-chuc/", "Hệ thống tổ chức đảng"),
    _plain("tree-before", "city", "/to-chuc/?ngay=30/06/2024", "Hệ thống tổ chức đảng"),
    _plain("tree-below", "city", "/to-chuc/?duoi=phuong-ben-mau", "Đảng bộ phường Bến Mẫu"),
    _plain("tree-of-government", "own", "/to-chuc/?cay=government", "Đơn vị hành chính"),
    _plain("unit", "own", "/to-chuc/chi-bo-ben-mot/", "Chi bộ khu phố Bến Một"),
    _plain("unit-ended", "own", "/to-chuc/chi-bo-xom-cu/", "Chi bộ Xóm Cũ"),
    _plain("unit-with-children", "city", "/to-chuc/phuong-ben-mau/", "Đảng bộ phường Bến Mẫu"),
    _plain("unit-search", "city", "/to-chuc/tim/?q=ben", "Tìm đơn vị"),
    _plain("disagreements", "own", "/to-chuc/du-lieu/", "Chỗ dữ liệu nguồn chưa thống nhất"),
    _plain("reorganisations", "board", "/to-chuc/sap-xep/", "Các lần sắp xếp tổ chức"),
    _plain("reorganisation-new", "board", "/to-chuc/sap-xep/moi/", "Soạn phương án sắp xếp"),
    _plain("reorganisation-drafted", "board", f"/to-chuc/sap-xep/{DRAFTED}/", "Sắp xếp các chi bộ"),
    _plain("reorganisation-done", "board", f"/to-chuc/sap-xep/{MERGER}/", "Sắp xếp Chi bộ Xóm Cũ"),
    _plain("reorganisation-edit", "board", f"/to-chuc/sap-xep/{DRAFTED}/sua/", "phương án sắp xếp"),
    _plain("overview", "city", "/so-lieu/?ky=2023", "Báo cáo"),
    _plain("overview-by-unit", "city", "/so-lieu/?ky=2023&bieu=bao-cao-thu&xem=don-vi", "Báo cáo"),
    _plain("overview-turned", "city", "/so-lieu/?ky=2023&bieu=bao-cao-thu&xem=dong", "Báo cáo"),
    _plain(
        "overview-elsewhen", "city", "/so-lieu/?ky=2023&bieu=bao-cao-thu&co-cau=01/07/2024", "Báo cáo"
    ),
    _plain("overview-missing", "city", "/so-lieu/?ky=2024&bieu=bao-cao-thu", "Báo cáo"),
    _plain("overview-empty", "city", "/so-lieu/?ky=2010", "Số liệu"),
    _figure("figure-of-the-city", "city", "thanh-uy"),
    _figure("figure-of-a-cell", "own", "chi-bo-ben-mot"),
    _figure("figure-of-an-ended-cell", "own", "chi-bo-xom-cu"),
    _figure("figure-not-whole", "city", "phuong-ben-mau", "2024"),
    _figure("figure-elsewhen", "city", "phuong-doi-thu", "2023", "s20240701"),
    _figure("figure-again", "city", "thanh-uy", "2023", "/tinh-lai"),
    _plain("returns-of-a-secretary", "own", "/bao-cao/", "Báo cáo"),
    _plain("returns-of-an-office", "parent", "/bao-cao/", "Báo cáo"),
    _plain("returns-of-the-city", "city", "/bao-cao/", "Báo cáo"),
    _plain("returns-of-a-leader", "leader", "/bao-cao/", "Báo cáo"),
    _plain("round-new", "city", "/bao-cao/mo-ky/", "Mở kỳ báo cáo"),
    Visit("board", "city", lambda city: f"/bao-cao/{city.rounds['2024'].code}/bang/", "năm 2024"),
    Visit("board-of-a-ward", "parent", lambda city: f"/bao-cao/{city.rounds['2024'].code}/bang/", "2024"),
    _return("form", "own", OWN, "", "Báo cáo thử, năm 2024"),
    _return("form-second-section", "own", OWN, "?phan=2", "Báo cáo thử, năm 2024"),
    _return("form-whole", "own", OWN, "?phan=tat-ca", "Báo cáo thử, năm 2024"),
    _return("form-read-only", "leader", OWN, "", "Báo cáo thử, năm 2024"),
    _return("form-returned", "sibling", ("chi-bo-ben-hai", "2024"), "", "Báo cáo thử, năm 2024"),
    _return("form-of-a-committee", "parent", WARD, "", "Báo cáo thử, năm 2024"),
    _return("form-of-the-city", "city", ("thanh-uy", "2024"), "", "Báo cáo thử, năm 2024"),
    _return("review", "parent", ("chi-bo-ben-ba", "2024"), "duyet/", "Duyệt: Chi bộ khu phố Bến Ba"),
    _return("review-refused", "city", ("chi-bo-ben-ba", "2024"), "duyet/", "Duyệt: Chi bộ khu phố Bến Ba"),
    _return("version", "own", ("chi-bo-ben-mot", "2023"), "ban/1/", "Chi bộ khu phố Bến Một, bản 1"),
    _return("version-of-a-ward", "parent", ("phuong-ben-mau", "2023"), "ban/1/", "Đảng bộ phường Bến Mẫu, bản 1"),
    _return("amend", "own", ("chi-bo-ben-mot", "2023"), "dieu-chinh/", "Đề nghị điều chỉnh"),
    Visit("amendment", "parent", lambda city: f"/bao-cao/dieu-chinh/{city.amendment.pk}/", "Đề nghị điều chỉnh"),
    _plain("reviews", "city", "/tong-ket/", "Tổng kết"),
    _plain("review-of-the-year", "city", REVIEW, "Tổng kết năm 2023"),
    _plain("review-text", "city", f"{REVIEW}soan/opening/", "Mở đầu"),
    _plain("review-results", "city", f"{REVIEW}noi-bat/", "Kết quả nổi bật"),
    _plain("review-limits", "city", f"{REVIEW}han-che/", "Hạn chế"),
    _plain("review-tasks", "city", f"{REVIEW}nhiem-vu/", "Nhiệm vụ năm sau"),
    _plain("review-particulars", "city", f"{REVIEW}the-thuc/", "Thể thức"),
    _plain("review-sealing", "head", f"{REVIEW}chot/", "Chốt báo cáo"),
)  # fmt: skip
STATUS = {"no-such-page": 404, "no-office": 403}
SHOWS_MARKS = {"help", "review-text", "review-results"}
"""Pages that speak of the marks ``{{…}}`` people write."""
