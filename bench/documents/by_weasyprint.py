"""Prints a page of HTML as PDF by WeasyPrint, again and again in one process; says the median in
milliseconds and the size in bytes."""

import statistics
import sys
import time

from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration

path, times = sys.argv[1], int(sys.argv[2])
fonts = FontConfiguration()


def made():
    return HTML(filename=path).write_pdf(font_config=fonts, pdf_variant="pdf/ua-1")


size = len(made())
spent = []
for _ in range(times):
    begun = time.perf_counter()
    made()
    spent.append(time.perf_counter() - begun)
print(f"{statistics.median(spent) * 1000:.3f} {size}")
