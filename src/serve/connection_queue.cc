#include "serve/connection_queue.h"

#include <utility>

namespace casus::serve {

void ConnectionQueue::enqueue(std::function<void()> task) {
  bool is_full = false;
  {
    const std::lock_guard lock(mutex_);
    tasks_.push_back(std::move(task));
    if (idle_ < tasks_.size()) {
      is_full = threads_.size() >= most_threads_;
      if (!is_full) threads_.emplace_back([this] { Work(); });
    }
    ready_.notify_one();
  }
  if (is_full && when_full_) when_full_();
}

void ConnectionQueue::shutdown() {
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    ready_.notify_all();
  }
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

void ConnectionQueue::Work() {
  std::unique_lock lock(mutex_);
  while (true) {
    ++idle_;
    ready_.wait(lock, [this] { return closed_ || !tasks_.empty(); });
    --idle_;
    if (tasks_.empty()) return;
    const std::function<void()> task = std::move(tasks_.front());
    tasks_.pop_front();
    lock.unlock();
    task();
    lock.lock();
  }
}

}  // namespace casus::serve
