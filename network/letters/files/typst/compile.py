"""Set the document whose values come as JSON on standard input; the PDF goes to standard output.

compile.py TEMPLATE FONTS MOMENT
"""

import sys

import typst

template, fonts, moment = sys.argv[1:]
pdf = typst.compile(
    template,
    font_paths=[fonts],
    ignore_system_fonts=True,
    pdf_standards=["ua-1"],
    sys_inputs={"data": sys.stdin.buffer.read().decode()},
    timestamp=int(moment),
)
sys.stdout.buffer.write(pdf)
