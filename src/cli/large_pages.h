#pragma once

// Memory in large pages, for what fills it and keeps it to the end: the relations of a dossier.
//
//   UseLargePages();   // before there is much to keep
//
// The first use of a page of 4 KB is a trap into the kernel, which costs more than computing what is written to it; one of 2 MB is one
// trap, too. Linux gives large pages to ranges that ask for them. It takes up to 4 MB more, so that who wants little memory
// (monitoring) does not call it. Nothing happens where mimalloc (docs/decisions/08-libraries.md) or the kernel does not know
// how; may be called again.

namespace casus::cli {

void UseLargePages();

}  // namespace casus::cli
