#pragma once

// Threads for connections: as many as there are connections, up to a limit; what comes beyond it waits.
//
// A thread that waits for a slow client costs little, so there are many; a connection gives its thread back after a few seconds at most
// (connection.h), and those that wait for an event are limited by the server.

#include <httplib.h>

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace casus::serve {

class ConnectionQueue final : public httplib::TaskQueue {
 public:
  // `when_full` is called when a connection has to wait for a thread.
  explicit ConnectionQueue(size_t most_threads, std::function<void()> when_full = {})
      : most_threads_(most_threads), when_full_(std::move(when_full)) {}
  ~ConnectionQueue() override { shutdown(); }

  void enqueue(std::function<void()> task) override;
  void shutdown() override;

 private:
  void Work();

  const size_t most_threads_;
  const std::function<void()> when_full_;
  std::mutex mutex_;
  std::condition_variable ready_;
  std::deque<std::function<void()>> tasks_;
  std::vector<std::thread> threads_;
  size_t idle_ = 0;
  bool closed_ = false;
};

}  // namespace casus::serve
