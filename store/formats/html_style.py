"""The style of the web pages that `html.py` writes: for screens, light and dark, and for printing on A4."""

from __future__ import annotations

STYLE = """\
:root {
  color-scheme: light dark;
  --ink: #1b1b1b; --paper: #ffffff; --label: #f3f4f6; --line: #6b7280; --link: #0b57b0;
}
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8e8e8; --paper: #17191c; --label: #24272c; --line: #868e99; --link: #8ab8f5; }
}
body {
  margin: 0 auto; padding: 1.5rem 1rem; max-width: 60rem;
  color: var(--ink); background: var(--paper);
  font: 1rem/1.6 FangSong_GB2312, FangSong, STFangsong, SimSun, "Songti SC", "Noto Serif CJK SC", serif;
}
nav { margin-bottom: 2rem; }
a { color: var(--link); }
section { margin-bottom: 4rem; overflow-x: auto; }
p { margin: .4rem 0; }
table { width: 100%; min-width: 40rem; table-layout: fixed; border-collapse: collapse; }
caption { padding-bottom: .3rem; }
h1 {
  margin: .6rem 0 .2rem; font: 700 1.5rem/1.4 FZXiaoBiaoSong-B05S, SimSun, STSong, "Noto Serif CJK SC", serif;
}
.seal { margin-top: .6rem; text-align: left; }
th, td { padding: .3rem .5rem; border: 1px solid var(--line); overflow-wrap: anywhere; }
th { background: var(--label); font-weight: inherit; text-align: center; vertical-align: middle; text-wrap: balance; }
td { height: 1.6em; text-align: left; vertical-align: middle; }
.figure { text-align: center; }
caption, th, td, p { white-space: pre-wrap; }
@page {
  size: A4; margin: 13mm 13mm 15mm;
  @bottom-center { content: "第 " counter(page) " 页　共 " counter(pages) " 页"; font-size: 9pt; }
}
@media print {
  :root { --ink: #000; --paper: #fff; --label: #fff; --line: #000; }
  body { max-width: none; padding: 0; font-size: 10pt; line-height: 1.2; }
  nav { display: none; }
  section { margin: 0; overflow: visible; }
  section + section { break-before: page; }
  h1 { font-size: 18pt; margin: .6mm 0; }
  p, .seal { margin: .8mm 0; }
  table, caption { display: block; }
  table { min-width: 0; }
  colgroup { display: none; }
  tbody {
    display: table; position: relative; width: calc(100% - 1px); margin-top: -1px;
    table-layout: fixed; border-collapse: collapse;
  }
  th, td { width: var(--w); height: 1.2em; padding: .4mm 1mm; }
  th:not([rowspan]), td:not([rowspan]), caption { break-inside: avoid; }
  caption { break-after: avoid; }
  .heads { display: table-header-group; break-inside: avoid; }
  [data-side] { width: calc((100% - 1px) * (1 - var(--side))); margin-left: calc((100% - 1px) * var(--side)); }
  [data-side] > .heads > [rowspan] { display: none; }
  [data-side]::before {
    content: attr(data-side); position: absolute; top: 0; bottom: 0; right: 100%;
    width: calc(100% * var(--side) / (1 - var(--side))); box-sizing: border-box; padding: 0 1mm;
    display: flex; align-items: center; justify-content: center; text-align: center;
    border: 1px solid var(--line); border-right: 0;
  }
}
"""
"""What follows `white-space` is what keeps blanks as they were written, which the reader of web pages relies on.

Browsers repeat only the heads that a table begins with. In print each group of rows is therefore a table of its own,
laid out by the widths that its first row carries; a label left of rows with heads is drawn beside them."""
