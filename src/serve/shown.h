#pragma once

// What is shown now: the newest page, or, while that is broken, the last one that was not; and who waits for a change.

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>

#include "serve/page.h"

namespace casus::serve {

class Shown {
 public:
  explicit Shown(std::shared_ptr<Page> page) : newest_(page), good_(page) {}

  void Set(std::shared_ptr<Page> page);
  // The files cannot be read now, and why; until the next Set.
  void SetUnreadable(std::string why);
  void Close();  // nobody waits any longer

  Answer Get(std::string_view path, const Parameters& parameters) const;
  Answer Try(std::string_view path, std::string_view body) const;
  std::string revision() const;

  // Waits until the newest page is not `known`, at most for `time`; its revision, `known` if nothing has changed, or nothing if
  // this is closed.
  std::string WaitForOther(const std::string& known, std::chrono::milliseconds time);

 private:
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::shared_ptr<Page> newest_, good_;
  std::string unreadable_;  // why the newest files could not be read
  bool closed_ = false;
};

}  // namespace casus::serve
