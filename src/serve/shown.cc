#include "serve/shown.h"

#include <nlohmann/json.hpp>
#include <utility>

namespace casus::serve {
namespace {

std::string RevisionOf(const Page& page, const std::string& unreadable) {
  return unreadable.empty() ? page.revision() : page.revision() + "-unreadable";
}

}  // namespace

void Shown::Set(std::shared_ptr<Page> page) {
  const std::lock_guard lock(mutex_);
  // A page that was broken from the beginning gives way to any other.
  if (!page->IsBroken() || good_->IsBroken()) good_ = page;
  newest_ = std::move(page);
  unreadable_.clear();
  changed_.notify_all();
}

void Shown::SetUnreadable(std::string why) {
  const std::lock_guard lock(mutex_);
  unreadable_ = std::move(why);
  changed_.notify_all();
}

void Shown::Close() {
  const std::lock_guard lock(mutex_);
  closed_ = true;
  changed_.notify_all();
}

Answer Shown::Get(std::string_view path, const Parameters& parameters) const {
  std::shared_ptr<Page> newest, good;
  std::string unreadable;
  {
    const std::lock_guard lock(mutex_);
    newest = newest_;
    good = good_;
    unreadable = unreadable_;
  }
  Answer answer = good->Get(path, parameters);
  if (path != "record" || (newest == good && unreadable.empty()) || answer.status != 200) return answer;
  nlohmann::ordered_json record = nlohmann::ordered_json::parse(answer.body);
  record["revision"] = RevisionOf(*newest, unreadable);
  record["diagnostics"] = nlohmann::ordered_json::parse(newest->Diagnostics());
  record["broken"] = true;
  if (!unreadable.empty()) record["unreadable"] = unreadable;
  answer.body = record.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  return answer;
}

Answer Shown::Try(std::string_view path, std::string_view body) const {
  std::shared_ptr<Page> good;
  {
    const std::lock_guard lock(mutex_);
    good = good_;
  }
  return good->Try(path, body);
}

std::string Shown::revision() const {
  const std::lock_guard lock(mutex_);
  return RevisionOf(*newest_, unreadable_);
}

std::string Shown::WaitForOther(const std::string& known, std::chrono::milliseconds time) {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, time, [&] { return closed_ || RevisionOf(*newest_, unreadable_) != known; });
  return closed_ ? std::string() : RevisionOf(*newest_, unreadable_);
}

}  // namespace casus::serve
