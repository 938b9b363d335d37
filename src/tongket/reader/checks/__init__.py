"""What does not agree in a report."""
