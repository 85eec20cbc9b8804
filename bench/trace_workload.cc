// The plain answers. The whole log lies in memory, so that past and future are alike: for each value of the column that
// matters, the list of points at which it occurred, and a search in it. What holds since something, and sums over a
// window, are followed point by point. Nothing of the engine is used but its hash function.

#include "bench/trace_workload.h"

#include <algorithm>
#include <deque>
#include <map>
#include <random>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "core/hash_index.h"

namespace casus::bench {

namespace {

struct Form {
  std::string_view name;
  int arity;
};

Form FormOf(Event event) {
  constexpr Form kForms[] = {{"A", 2},     {"B", 2},      {"C", 2},    {"P", 1},     {"Q", 1},     {"T", 3},
                             {"login", 1}, {"logout", 1}, {"open", 1}, {"close", 1}, {"access", 2}};
  return kForms[static_cast<size_t>(event)];
}

class Sessions {
 public:
  Sessions(int live, std::mt19937& random) : live_(static_cast<size_t>(live)), random_(random) {}

  TraceEvent Next() {
    const double k = std::uniform_real_distribution<>(0, 1)(random_);
    if (users_.size() < 2 || files_.size() < 2 || k < .15 + (users_.size() < live_ ? .2 : 0)) {
      const bool is_user = random_() % 2 == 0;
      int32_t& next = is_user ? next_user_ : next_file_;
      (is_user ? users_ : files_).push_back(next);
      return {is_user ? Event::kLogin : Event::kOpen, {next++}};
    }
    if (k < .30 && users_.size() > live_ / 2) return {Event::kLogout, {Leave(users_)}};
    if (k < .45 && files_.size() > live_ / 2) return {Event::kClose, {Leave(files_)}};
    const int32_t user = random_() % 100 != 0 ? users_[random_() % users_.size()] : next_user_ + 1;
    const int32_t file = random_() % 100 != 0 ? files_[random_() % files_.size()] : next_file_ + 1;
    return {Event::kAccess, {user, file}};
  }

 private:
  int32_t Leave(std::vector<int32_t>& list) {
    std::swap(list[random_() % list.size()], list.back());
    const int32_t gone = list.back();
    list.pop_back();
    return gone;
  }

  size_t live_;
  std::mt19937& random_;
  std::vector<int32_t> users_, files_;
  int32_t next_user_ = 0, next_file_ = 0;
};

// The points at which rows of an event came, by the value of one column, with the value of the other.
class Occurrences {
 public:
  struct Occurrence {
    size_t point;
    int32_t other;
  };

  Occurrences(const TraceLog& log, Event event, size_t column, size_t other) : log_(log) {
    for (size_t point = 0; point < log.points(); ++point) {
      for (const TraceEvent& e : log.At(point)) {
        if (e.event == event) lists_[e.values[column]].push_back({point, e.values[other]});
      }
    }
  }
  // Those at most `reach` before (or after) the point, itself included.
  std::span<const Occurrence> Around(int32_t value, size_t point, int64_t before, int64_t after) const {
    const auto found = lists_.find(value);
    if (found == lists_.end()) return {};
    const auto& list = found->second;
    const int64_t stamp = log_.stamps[point];
    const auto begin = std::partition_point(list.begin(), list.end(), [&](const Occurrence& o) {
      return before < 0 ? o.point < point : log_.stamps[o.point] < stamp - before;
    });
    const auto end = std::partition_point(begin, list.end(), [&](const Occurrence& o) {
      return after < 0 ? o.point <= point : log_.stamps[o.point] <= stamp + after;
    });
    return {begin, end};
  }
  std::span<const Occurrence> Before(int32_t value, size_t point, int64_t reach) const {
    return Around(value, point, reach, -1);
  }
  std::span<const Occurrence> After(int32_t value, size_t point, int64_t reach) const {
    return Around(value, point, -1, reach);
  }

 private:
  const TraceLog& log_;
  std::unordered_map<int32_t, std::vector<Occurrence>> lists_;
};

using Row = std::vector<int32_t>;

// Calls rows(event, found) for the events of each point; what it adds to `found` is the answer there.
template <typename RowsOf>
void ForEachPoint(const TraceLog& log, Answer& answer, RowsOf rows_of) {
  for (size_t point = 0; point < log.points(); ++point) {
    std::set<Row> found;
    rows_of(point, found);
    for (const Row& row : found) answer.Add(point, row);
  }
}
template <typename Add>
void ForEachEvent(const TraceLog& log, Event event, Answer& answer, Add add) {
  ForEachPoint(log, answer, [&](size_t point, std::set<Row>& found) {
    for (const TraceEvent& e : log.At(point)) {
      if (e.event == event) add(point, e.values, found);
    }
  });
}

using Values = std::array<int32_t, 3>;

void Once(const TraceLog& log, Answer& answer) {
  const Occurrences q(log, Event::kQ, 0, 0);
  ForEachEvent(log, Event::kP, answer, [&](size_t point, const Values& p, std::set<Row>& found) {
    if (q.Before(p[0], point, 10).empty()) found.insert({p[0]});
  });
}

void Eventually(const TraceLog& log, Answer& answer) {
  const Occurrences q(log, Event::kQ, 0, 0);
  ForEachEvent(log, Event::kP, answer, [&](size_t point, const Values& p, std::set<Row>& found) {
    if (q.After(p[0], point, 10).empty()) found.insert({p[0]});
  });
}

void Historically(const TraceLog& log, Answer& answer) {
  const Occurrences q(log, Event::kQ, 0, 0);
  ForEachEvent(log, Event::kC, answer, [&](size_t point, const Values& c, std::set<Row>& found) {
    if (q.Before(c[0], point, 10).empty()) found.insert({c[0], c[1]});
  });
}

// A Q in reach, and no P between: after the Q up to now, or from now until before the Q.
void Since(const TraceLog& log, Answer& answer) {
  const Occurrences p(log, Event::kP, 0, 0);
  const Occurrences q(log, Event::kQ, 0, 0);
  ForEachEvent(log, Event::kC, answer, [&](size_t point, const Values& c, std::set<Row>& found) {
    const auto starts = q.Before(c[0], point, 100);
    const auto ends = p.Before(c[0], point, 100);
    if (!starts.empty() && (ends.empty() || ends.back().point <= starts.back().point))
      found.insert({c[0], c[1]});
  });
}

void Until(const TraceLog& log, Answer& answer) {
  const Occurrences p(log, Event::kP, 0, 0);
  const Occurrences q(log, Event::kQ, 0, 0);
  ForEachEvent(log, Event::kC, answer, [&](size_t point, const Values& c, std::set<Row>& found) {
    const auto goals = q.After(c[0], point, 10);
    const auto breaks = p.After(c[0], point, 10);
    if (!goals.empty() && (breaks.empty() || breaks.front().point >= goals.front().point)) {
      found.insert({c[0], c[1]});
    }
  });
}

// An A before, a B now and a C later, of which B's first or second column is the A's key.
void Pattern(const TraceLog& log, Answer& answer, size_t a_key, size_t b_to_a, size_t b_to_c,
             bool is_closed) {
  const Occurrences a(log, Event::kA, a_key, 1 - a_key);
  const Occurrences c(log, Event::kC, 0, 1);
  ForEachEvent(log, Event::kB, answer, [&](size_t point, const Values& b, std::set<Row>& found) {
    for (const auto& first : a.Before(b[b_to_a], point, 9)) {
      for (const auto& last : c.After(b[b_to_c], point, 9)) {
        if (is_closed && last.other != first.other) continue;
        Row row = a_key == 0 ? Row{b[0], first.other, b[1]} : Row{first.other, b[0], b[1]};
        if (!is_closed) row.push_back(last.other);
        found.insert(row);
      }
    }
  });
}
void Star(const TraceLog& log, Answer& answer) { Pattern(log, answer, 0, 0, 0, false); }
void Linear(const TraceLog& log, Answer& answer) { Pattern(log, answer, 1, 0, 1, false); }
void Triangle(const TraceLog& log, Answer& answer) { Pattern(log, answer, 1, 0, 1, true); }

// Sum and number of the transfers of each user in the last 30; each transfer has a number of its own.
template <typename Shows>
void Totals(const TraceLog& log, Answer& answer, Shows shows) {
  struct Total {
    int32_t sum = 0, count = 0;
  };
  std::map<int32_t, Total> totals;
  size_t oldest = 0;
  const auto add = [&](size_t point, int sign) {
    for (const TraceEvent& e : log.At(point)) {
      if (e.event != Event::kT) continue;
      Total& total = totals[e.values[0]];
      total.sum += sign * e.values[2];
      total.count += sign;
      if (total.count == 0) totals.erase(e.values[0]);
    }
  };
  ForEachPoint(log, answer, [&](size_t point, std::set<Row>& found) {
    add(point, 1);
    while (log.stamps[oldest] + 30 < log.stamps[point]) add(oldest++, -1);
    for (const auto& [user, total] : totals) {
      if (const int32_t shown = shows(total); shown != 0) found.insert({shown, user});
    }
  });
}
void Sum(const TraceLog& log, Answer& answer) {
  Totals(log, answer, [](const auto& total) { return total.sum > 2'000 ? total.sum : 0; });
}
void Count(const TraceLog& log, Answer& answer) {
  Totals(log, answer, [](const auto& total) { return total.count > 4 ? total.count : 0; });
}

void Nested(const TraceLog& log, Answer& answer) {
  std::set<std::pair<int32_t, int32_t>> open;
  std::unordered_map<int32_t, int64_t> last;
  ForEachPoint(log, answer, [&](size_t point, std::set<Row>& found) {
    const auto for_each = [&](Event event, auto visit) {
      for (const TraceEvent& e : log.At(point)) {
        if (e.event == event) visit(e.values);
      }
    };
    for_each(Event::kB, [&](const Values& b) { open.erase({b[0], b[1]}); });
    for_each(Event::kA, [&](const Values& a) { open.insert({a[0], a[1]}); });
    for_each(Event::kC, [&](const Values& c) {
      if (open.contains({c[0], c[1]})) last[c[1]] = log.stamps[point];
    });
    for_each(Event::kP, [&](const Values& p) {
      const auto seen = last.find(p[0]);
      if (seen == last.end() || seen->second + 30 < log.stamps[point]) found.insert({p[0]});
    });
  });
}

void Visits(const TraceLog& log, Answer& answer, bool with_files) {
  std::unordered_set<int32_t> users, files;
  ForEachPoint(log, answer, [&](size_t point, std::set<Row>& found) {
    for (const TraceEvent& e : log.At(point)) {
      const int32_t value = e.values[0];
      if (e.event == Event::kLogin) users.insert(value);
      if (e.event == Event::kLogout) users.erase(value);
      if (e.event == Event::kOpen) files.insert(value);
      if (e.event == Event::kClose) files.erase(value);
      if (e.event != Event::kAccess) continue;
      if (!users.contains(value) || (with_files && !files.contains(e.values[1])))
        found.insert({value, e.values[1]});
    }
  });
}
void Login(const TraceLog& log, Answer& answer) { Visits(log, answer, false); }
void Access(const TraceLog& log, Answer& answer) { Visits(log, answer, true); }

}  // namespace

TraceLog MakeLog(const LogShape& shape, size_t events) {
  std::mt19937 random(7);
  TraceLog log;
  log.events.reserve(events);
  if (shape.per_point == 0) {
    Sessions sessions(shape.domain, random);
    for (size_t i = 0; i < events; ++i) {
      log.stamps.push_back(static_cast<int64_t>(i));
      log.events.push_back(sessions.Next());
      log.begins.push_back(static_cast<uint32_t>(log.events.size()));
    }
    return log;
  }
  const auto value = [&](int domain) {
    return static_cast<int32_t>(random() % static_cast<uint32_t>(domain));
  };
  while (log.events.size() < events) {
    log.stamps.push_back(static_cast<int64_t>(log.points()) / shape.points_per_stamp);
    for (int i = 0; i < shape.per_point; ++i) {
      const auto event = static_cast<Event>(random() % 6);
      if (event == Event::kT) {
        log.events.push_back({event,
                              {value(std::max(10, shape.domain / 10)),
                               static_cast<int32_t>(log.events.size()), value(1'000)}});
      } else {
        log.events.push_back(
            {event, {value(shape.domain), FormOf(event).arity == 2 ? value(shape.domain) : 0}});
      }
    }
    // Events of one kind stand together, as the format has them.
    std::stable_sort(log.events.begin() + log.begins.back(), log.events.end(),
                     [](const TraceEvent& a, const TraceEvent& b) { return a.event < b.event; });
    log.begins.push_back(static_cast<uint32_t>(log.events.size()));
  }
  return log;
}

void TraceLog::WriteTo(std::FILE* file) const {
  std::string text;
  for (size_t point = 0; point < points(); ++point) {
    text = "@" + std::to_string(stamps[point]);
    const TraceEvent* before = nullptr;
    for (const TraceEvent& e : At(point)) {
      const Form form = FormOf(e.event);
      if (before == nullptr || before->event != e.event) text.append(" ").append(form.name).append(" ");
      text += e.event == Event::kT ? "(\"u" + std::to_string(e.values[0]) + "\""
                                   : "(" + std::to_string(e.values[0]);
      for (int i = 1; i < form.arity; ++i) text += "," + std::to_string(e.values[static_cast<size_t>(i)]);
      text += ")";
      before = &e;
    }
    text += ";\n";
    std::fwrite(text.data(), 1, text.size(), file);
  }
}

void Answer::Add(size_t point, std::span<const int32_t> row) {
  uint64_t row_hash = point;
  for (const int32_t value : row) row_hash = core::Mix(row_hash, static_cast<uint64_t>(value));
  ++rows;
  hash += row_hash;
}

std::span<const TracePolicy> TracePolicies() {
  static constexpr TracePolicy kPolicies[] = {
      {"once", "P(x) AND NOT ONCE[0,10] Q(x)", Once},
      {"hist", "C(x,y) AND HISTORICALLY[0,10] (NOT Q(x))", Historically},
      {"event", "P(x) AND NOT EVENTUALLY[0,10] Q(x)", Eventually},
      {"since", "C(x,y) AND ((NOT P(x)) SINCE[0,100] Q(x))", Since},
      {"until", "C(x,y) AND ((NOT P(x)) UNTIL[0,10] Q(x))", Until},
      {"star", "((ONCE[0,10) A(a,b)) AND B(a,c)) AND EVENTUALLY[0,10) C(a,d)", Star},
      {"linear", "((ONCE[0,10) A(a,b)) AND B(b,c)) AND EVENTUALLY[0,10) C(c,d)", Linear},
      {"triangle", "((ONCE[0,10) A(a,b)) AND B(b,c)) AND EVENTUALLY[0,10) C(c,a)", Triangle},
      {"sum", "(s <- SUM a;u ONCE[0,30] T(u,i,a)) AND s > 2000", Sum},
      {"cnt", "(c <- CNT i;u ONCE[0,30] T(u,i,a)) AND c > 4", Count},
      {"nested", "P(x) AND NOT ONCE[0,30] (EXISTS m. ((NOT B(m,x)) SINCE A(m,x)) AND C(m,x))", Nested},
      {"login", "access(u,f) AND NOT ((NOT logout(u)) SINCE login(u))", Login},
      {"access", "access(u,f) AND NOT (((NOT logout(u)) SINCE login(u)) AND ((NOT close(f)) SINCE open(f)))",
       Access},
  };
  return kPolicies;
}

}  // namespace casus::bench
