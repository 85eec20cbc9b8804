#include "cli/large_pages.h"

#ifdef CASUS_MIMALLOC
#include <linux/mman.h>  // MADV_COLLAPSE, which the C library of Debian 12 does not know
#include <mimalloc.h>
#include <sys/mman.h>

#include <cstdint>
#include <cstdlib>
#endif

namespace casus::cli {

#ifdef CASUS_MIMALLOC

// mimalloc takes memory in segments of 32 MB, at multiples of that. It asks for large pages in those that it takes from now on; the one
// that it has is named here. The start of that is in use already, and is moved (Linux 6.1).
void UseLargePages() {
  constexpr uintptr_t kSegment = uintptr_t{32} << 20;
  constexpr size_t kInUse = size_t{4} << 20;  // at most, when a verb begins
  mi_option_enable(mi_option_large_os_pages);
  mi_option_set(mi_option_decommit_delay, 3'600'000);  // giving memory back would break them up again
  void* const something = mi_malloc(sizeof(void*));
  void* const segment = reinterpret_cast<void*>(reinterpret_cast<uintptr_t>(something) / kSegment * kSegment);
  mi_free(something);
  // Where this is refused, pages are small, and all is well.
  if (madvise(segment, kSegment, MADV_HUGEPAGE) != 0) return;
  madvise(segment, kInUse, MADV_COLLAPSE);
}

#else

void UseLargePages() {}

#endif

}  // namespace casus::cli
