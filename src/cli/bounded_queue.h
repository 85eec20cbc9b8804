#pragma once

// A queue between two threads, of a limited length.
//
//   BoundedQueue<Part> queue(4);
//   queue.Push(std::move(part));                       // waits while it is full
//   while (std::optional<Part> part = queue.Pop()) …   // waits while it is empty; nothing once it is closed and empty
//   queue.Close();
//
// Push and Close are for one thread, Pop for another.

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace casus::cli {

template <typename T>
class BoundedQueue {
 public:
  explicit BoundedQueue(size_t limit) : limit_(limit) {}

  void Push(T item) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return items_.size() < limit_; });
    items_.push_back(std::move(item));
    changed_.notify_one();
  }
  std::optional<T> Pop() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !items_.empty() || is_closed_; });
    if (items_.empty()) return std::nullopt;
    std::optional<T> item = std::move(items_.front());
    items_.pop_front();
    changed_.notify_one();
    return item;
  }
  void Close() {
    const std::lock_guard lock(mutex_);
    is_closed_ = true;
    changed_.notify_one();
  }

 private:
  const size_t limit_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<T> items_;
  bool is_closed_ = false;
};

}  // namespace casus::cli
