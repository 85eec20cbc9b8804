#pragma once

// How the page of an alignment looks (api/align_html.h). Differences are told by colour, and by weight, underline and
// sign as well, so that they survive grey print and every eye.

#include <string_view>

namespace casus::api {

inline constexpr std::string_view kAlignStyle = R"css(
:root {
  color-scheme: light dark;
  --paper: #fdfcfa; --ink: #1c1b19; --quiet: #625e57; --line: #ded9cf; --band: #f4f1ea; --link: #1d4ed8;
  --number: #9f1239; --number-bg: #fde6eb; --date: #8a3b06; --date-bg: #fdebd2; --name: #1e3a8a; --name-bg: #e3eafd;
  --wording: #3f3c37; --wording-bg: #eeebe4; --addition: #14532d; --addition-bg: #dbf3e2;
  --omission: #581c87; --omission-bg: #f0e5fc;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #171614; --ink: #eae6de; --quiet: #a8a196; --line: #3a3732; --band: #211f1c; --link: #93b4ff;
    --number: #ffb3c1; --number-bg: #4a1524; --date: #ffcf96; --date-bg: #452a0c; --name: #bccfff; --name-bg: #1e2b56;
    --wording: #d8d2c7; --wording-bg: #34312c; --addition: #a9e8bd; --addition-bg: #14391f;
    --omission: #dcbdff; --omission-bg: #391e57;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0 auto; padding: 2.5rem 1.5rem 4rem; max-width: 76rem; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.6 Charter, "Bitstream Charter", "Sitka Text", Cambria, Georgia, "DejaVu Serif", serif;
}
a { color: var(--link); text-underline-offset: 0.15em; }
h1, h2, p { margin: 0; overflow-wrap: anywhere; }
h1 { font-size: 1.9rem; line-height: 1.2; letter-spacing: -0.01em; margin-bottom: 1.25rem; }
h2 { font-size: 1.2rem; line-height: 1.3; }
thead, .relation, .id, dl, .legend ul, .where, .counts {
  font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", "DejaVu Sans", sans-serif;
}
dl { display: grid; grid-template-columns: auto 1fr; gap: 0.25rem 0.8rem; margin: 0 0 1rem; font-size: 0.95rem; }
dt { font-weight: 700; }
dd { margin: 0; overflow-wrap: anywhere; }
.counts { display: flex; flex-wrap: wrap; gap: 0.3rem 1.4rem; list-style: none; margin: 0; padding: 0; font-size: 0.95rem; }
.counts b { font-variant-numeric: tabular-nums; }
.quiet, .where { color: var(--quiet); font-size: 0.875rem; }
.where { white-space: nowrap; }
.gravest, .legend { margin-top: 1.75rem; padding: 1rem 1.25rem 1.1rem; background: var(--band); border-radius: 0.5rem; }
.gravest ol { margin: 0.6rem 0 0; padding-left: 1.6rem; }
.gravest li { margin: 0.3rem 0; }
.legend ul { display: flex; flex-wrap: wrap; gap: 0.4rem 1.5rem; list-style: none; margin: 0.6rem 0 0; padding: 0; font-size: 0.9rem; }

mark, ins, del { padding: 0.05em 0.15em; border-radius: 0.2em; text-decoration: underline; text-underline-offset: 0.18em;
  -webkit-box-decoration-break: clone; box-decoration-break: clone; }
.number { color: var(--number); background: var(--number-bg); font-weight: 700; text-decoration-style: double; }
.date { color: var(--date); background: var(--date-bg); font-weight: 700; text-decoration-thickness: 0.14em; }
.name { color: var(--name); background: var(--name-bg); font-weight: 700; text-decoration-style: dashed; }
.wording { color: var(--wording); background: var(--wording-bg); text-decoration-style: dotted; }
.addition { color: var(--addition); background: var(--addition-bg); text-decoration-thickness: 0.06em; }
.omission { color: var(--omission); background: var(--omission-bg); text-decoration-thickness: 0.06em; }
.addition::before { content: "+\2009"; font-weight: 700; }
.omission::before { content: "\2212\2009"; font-weight: 700; }
.negation { font-weight: 700; text-decoration-style: wavy; text-decoration-thickness: 0.08em; }
.slight { color: inherit; background: none; padding: 0; text-decoration-style: dotted; text-decoration-color: var(--quiet); }
.slight::before { content: none; }

table { width: 100%; margin-top: 2rem; border-collapse: collapse; table-layout: fixed; }
caption { text-align: left; font-size: 1.2rem; font-weight: 700; padding-bottom: 0.6rem; }
col.middle { width: 6.5rem; }
th { text-align: left; vertical-align: bottom; }
thead th { position: sticky; top: 0; z-index: 1; padding: 0.6rem 0.75rem; font-size: 0.9rem; background: var(--paper);
  border-bottom: 2px solid var(--ink); overflow-wrap: anywhere; }
tbody th { padding: 2rem 0.75rem 0.5rem; }
tbody th .above { display: block; color: var(--quiet); font-size: 0.875rem; font-weight: 400; }
td { vertical-align: top; padding: 0.6rem 0.75rem; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
td p + p { margin-top: 0.5rem; }
td.relation { text-align: center; font-size: 0.8125rem; line-height: 1.45; color: var(--quiet); padding: 0.75rem 0.25rem;
  overflow-wrap: normal; }
td.relation .fact { display: block; font-weight: 700; color: var(--ink); }
.only td.told { background: var(--band); }
.id { margin-right: 0.4em; font-size: 0.8125rem; font-variant-numeric: tabular-nums;
  color: var(--quiet); text-decoration: none; }
.id:hover { text-decoration: underline; }
.note { font-size: 0.8em; line-height: 1; vertical-align: super; color: var(--name); font-weight: 700; }
tr.grave td.relation { box-shadow: inset 0.2rem 0 0 var(--number), inset -0.2rem 0 0 var(--number); }
tr:target td, li:target, p:target { outline: 2px solid var(--link); outline-offset: -2px; }
tr { scroll-margin-top: 4rem; }
.notes { margin-top: 2.5rem; }
.notes ul { margin: 0.6rem 0 0; padding-left: 1.3rem; }

@media screen and (max-width: 46rem) {
  body { padding: 1.25rem 1rem 3rem; }
  h1 { font-size: 1.5rem; }
  table, caption, tbody, tr, td, tbody th { display: block; width: auto; }
  colgroup, thead { display: none; }
  tbody th { padding: 1.75rem 0 0.4rem; }
  tr { border-bottom: 1px solid var(--line); padding: 0.6rem 0; }
  td { border: 0; padding: 0.3rem 0; }
  td.relation { text-align: left; padding: 0.1rem 0 0.1rem 1.6rem; }
  td.relation .fact { display: inline; margin-left: 0.5rem; }
  tr.grave { box-shadow: -0.5rem 0 0 var(--paper), -0.7rem 0 0 var(--number); }
  tr.grave td.relation { box-shadow: none; }
  td.none { display: none; }
  td[data-side] { padding-left: 1.6rem; position: relative; }
  td[data-side]::before { content: attr(data-side); position: absolute; left: 0; font: 700 0.875rem/1.9 system-ui, sans-serif; }
  .only td.told { background: none; }
}
@media print {
  @page { size: A4; margin: 16mm 14mm 18mm; }
  :root {
    --paper: #fff; --ink: #000; --quiet: #4d4a45; --line: #bbb; --band: #f6f4ef; --link: #000;
    --number: #8d0f33; --number-bg: #fde6eb; --date: #753105; --date-bg: #fdebd2; --name: #172e70; --name-bg: #e3eafd;
    --wording: #2d2b27; --wording-bg: #eeebe4; --addition: #0f4023; --addition-bg: #dbf3e2;
    --omission: #461570; --omission-bg: #f0e5fc;
  }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  body { padding: 0; max-width: none; font-size: 9.5pt; line-height: 1.45; }
  h1 { font-size: 16pt; }
  h2, caption { font-size: 11pt; }
  a { text-decoration: none; }
  col.middle { width: 19mm; }
  td.relation { font-size: 7.5pt; }
  thead { display: table-header-group; }
  thead th { position: static; }
  tr, li, .legend { break-inside: avoid; }
  h2, tr.section { break-after: avoid; }
  tbody th { padding-top: 1.2rem; }
  td { padding: 0.35rem 0.5rem; }
  p { orphans: 3; widows: 3; }
}
)css";

}  // namespace casus::api
