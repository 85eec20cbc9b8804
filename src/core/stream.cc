// Running a program over chunks: how stages move.
//
//   root: P and not eventually within 10 Q        stamps known so far: 1 4 9 15
//
//   root would speak at stamp 1: everything up to 11 must have been read ahead. The stage ahead runs through 1, 4 and
//   9, meets 15 and so knows that this was all; the root speaks. At 4 it would need all up to 14, which is known as well;
//   at 9 all up to 19: it waits.
//
// A stage pulls the stage ahead of it just as far as it needs at the point where it is about to speak, so that what
// enters a window there enters it at this point. Chunks are kept until the last stage has passed them. Points at which
// nothing can happen, as no input has rows there, are left out by those stages that may rest.

#include "core/stream.h"

#include <algorithm>
#include <deque>
#include <limits>

#include "base/check.h"
#include "core/stream_analysis.h"
#include "core/stream_program.h"

namespace casus::core {

namespace {

constexpr int64_t kMagic = 0x31'6d'61'65'72'74'73'63;  // "cstream1"

// A chunk, with the number of its first point.
struct KeptChunk {
  TraceChunk chunk;
  int64_t first;
  int64_t end() const { return first + static_cast<int64_t>(chunk.points()); }
};

}  // namespace

struct Stream::State {
  State(const Plan& p, NodeId root, CompoundTable& compounds, std::optional<NodeId> always)
      : plan(p), program(p, root, compounds, always) {}

  const KeptChunk& ChunkAt(int64_t number) const { return chunks[static_cast<size_t>(number - first_chunk)]; }
  int64_t chunk_end() const { return first_chunk + static_cast<int64_t>(chunks.size()); }

  // Goes to the next point at which something can happen, if that is known yet.
  bool Arrive(StreamStage& stage, Now& now);
  // Speaks at the point where the stage has arrived, if that is decided; whether it did. The reader is the stage that this
  // one runs ahead of, or null, and `speaking` where it is about to speak.
  bool Speak(StreamStage& stage, const Now& speaking, const Now& now);
  bool CatchUp(StreamStage& stage, const Now& speaking);
  // What lies before the point at which the stage will speak next can be read ahead in any case.
  void CatchUpBehind(StreamStage& stage);
  void Run(Verdicts& verdicts);
  void Say(const Now& now, Verdicts& verdicts) const;
  void DropChunks();
  static int64_t FirstNeeded(const StreamStage& stage);
  template <typename Visit>
  static void ForEachStage(StreamStage& stage, Visit visit);

  const Plan& plan;
  StreamProgram program;
  std::deque<KeptChunk> chunks;
  int64_t first_chunk = 0;  // the number of the first kept, from 0 through the whole trace
  int64_t points = 0;
  Stamp last_stamp = std::numeric_limits<Stamp>::min();
  bool has_ended = false;
  std::vector<TraceChunk> spare;
};

bool Stream::State::Arrive(StreamStage& stage, Now& now) {
  while (true) {
    if (stage.next >= stage.end) {
      const int64_t following = std::max(stage.chunk + 1, first_chunk);
      if (following >= chunk_end()) return false;
      const KeptChunk& kept = ChunkAt(following);
      stage.chunk = following;
      stage.open = &kept.chunk;
      stage.begin = kept.first;
      stage.end = kept.end();
      for (InputRows* input : stage.inputs) {
        input->Open(kept.chunk, kept.first);
        input->SkipBefore(stage.next);
      }
      continue;
    }
    if (stage.may_rest) {
      int64_t next = stage.end;
      for (const InputRows* input : stage.inputs) next = std::min(next, input->NextPoint());
      stage.next = next;
      if (next == stage.end) continue;
    }
    now = {stage.next, stage.open->StampOf(static_cast<size_t>(stage.next - stage.begin))};
    return true;
  }
}

bool Stream::State::Speak(StreamStage& stage, const Now& speaking, const Now& now) {
  for (const auto& ahead : stage.ahead) {
    if (!CatchUp(*ahead, now)) return false;
  }
  if (program.reads_stamps) {
    program.here = Timeline::Calendar(base::Grain::kSecond, now.stamp - now.point, now.stamp);
  }
  for (InputRows* input : stage.inputs) input->Advance(now);
  for (StreamNode* node : stage.nodes) node->Advance(now);
  for (StreamNode* node : stage.delayed) node->Absorb(now);
  for (StreamNode* node : stage.receivers) node->Receive(now, speaking);
  ++stage.next;
  return true;
}

bool Stream::State::CatchUp(StreamStage& stage, const Now& speaking) {
  const bool by_points = stage.reach == StreamStage::Reach::kPoints;
  const int64_t through = by_points ? speaking.point + stage.distance : Later(speaking.stamp, stage.distance);
  Now now{};
  while (true) {
    const bool is_known = Arrive(stage, now);
    if (by_points && stage.next > through) return true;
    if (!is_known) return has_ended || (!by_points && last_stamp > through);
    if (!by_points && now.stamp > through) return true;
    if (!Speak(stage, speaking, now)) return false;
  }
}

void Stream::State::CatchUpBehind(StreamStage& stage) {
  const Now speaking = {stage.next, 0};
  Now now{};
  for (const auto& ahead : stage.ahead) {
    while (Arrive(*ahead, now) && ahead->next < stage.next && Speak(*ahead, speaking, now)) continue;
    CatchUpBehind(*ahead);
  }
}

void Stream::State::Run(Verdicts& verdicts) {
  Now now{};
  while (Arrive(program.stage, now) && Speak(program.stage, {}, now)) Say(now, verdicts);
  CatchUpBehind(program.stage);
  DropChunks();
}

void Stream::State::Say(const Now& now, Verdicts& verdicts) const {
  size_t count = 0;
  if (program.root.batch != nullptr) {
    count = program.root.batch->CountAt(now.point);
    if (count == 0) return;
    const Value* rows = program.root.batch->Row(0);
    for (size_t i = 0; i < count * program.arity; ++i) verdicts.values.push_back(rows[i]);
  } else {
    RowSet& set = *program.root.set;
    count = set.size();
    if (count == 0) return;
    for (const uint32_t id : set.Ids()) {
      for (size_t column = 0; column < program.arity; ++column) {
        verdicts.values.push_back(set.Row(id)[column]);
      }
    }
  }
  const size_t before = verdicts.points.empty() ? 0 : verdicts.points.back().end;
  verdicts.points.push_back({now.point, now.stamp, before + count});
}

int64_t Stream::State::FirstNeeded(const StreamStage& stage) {
  int64_t first = stage.next;
  for (const auto& ahead : stage.ahead) first = std::min(first, FirstNeeded(*ahead));
  return first;
}

void Stream::State::DropChunks() {
  const int64_t needed = FirstNeeded(program.stage);
  while (!chunks.empty() && chunks.front().end() <= needed) {
    constexpr size_t kSpare = 4;
    if (spare.size() < kSpare) {
      spare.push_back(std::move(chunks.front().chunk));
      spare.back().Clear();
    }
    chunks.pop_front();
    ++first_chunk;
  }
}

template <typename Visit>
void Stream::State::ForEachStage(StreamStage& stage, Visit visit) {
  visit(stage);
  for (const auto& ahead : stage.ahead) ForEachStage(*ahead, visit);
}

Stream::Stream(const Plan& plan, NodeId root, CompoundTable& compounds, std::optional<NodeId> always) {
  CHECK(!FindUnsupported(plan, root)) << "a plan that no stream can run";
  state_ = std::make_unique<State>(plan, root, compounds, always);
}

Stream::~Stream() = default;

std::optional<NodeId> Stream::FindUnsupported(const Plan& plan, NodeId root) {
  return FindUnsupportedInStream(plan, root);
}

TraceChunk Stream::TakeChunk() {
  if (state_->spare.empty()) return TraceChunk(state_->plan);
  TraceChunk chunk = std::move(state_->spare.back());
  state_->spare.pop_back();
  return chunk;
}

void Stream::Advance(TraceChunk chunk, Verdicts& verdicts) {
  State& state = *state_;
  CHECK(!state.has_ended) << "a chunk after the end of the log";
  verdicts.arity = state.program.arity;
  if (chunk.points() == 0) return;
  CHECK(chunk.StampOf(0) >= state.last_stamp)
      << "stamp " << chunk.StampOf(0) << " after " << state.last_stamp;
  const auto count = static_cast<int64_t>(chunk.points());
  state.last_stamp = chunk.StampOf(chunk.points() - 1);
  state.chunks.push_back({std::move(chunk), state.points});
  state.points += count;
  state.Run(verdicts);
}

void Stream::Finish(Verdicts& verdicts) {
  verdicts.arity = state_->program.arity;
  state_->has_ended = true;
  state_->Run(verdicts);
}

int64_t Stream::points() const { return state_->points; }
int64_t Stream::decided() const { return state_->program.stage.next; }
Stamp Stream::StampOf(int64_t point) const {
  CHECK(point >= decided() && point < points()) << "point " << point << " is not open";
  const auto kept = std::partition_point(state_->chunks.begin(), state_->chunks.end(),
                                         [&](const KeptChunk& chunk) { return chunk.end() <= point; });
  return kept->chunk.StampOf(static_cast<size_t>(point - kept->first));
}
size_t Stream::problem_count() const { return state_->program.problems.count(); }

std::vector<OperatorStatistics> Stream::Statistics() const {
  std::vector<OperatorStatistics> statistics;
  for (const MadeNode& node : state_->program.nodes) {
    statistics.push_back(
        {node->node(), std::string(node->name()), node->rows(), node->peak(), node->bytes()});
  }
  return statistics;
}

// A save is: the magic word, the fingerprint of the plan, where the log and the stages are, the chunks that some stage
// still needs, what each operator remembers; and a hash of all this.
std::string Stream::Save() const {
  State& state = *state_;
  ByteWriter writer;
  writer.Number(kMagic);
  writer.Number(static_cast<int64_t>(state.program.fingerprint));
  writer.Number(state.points);
  writer.Number(state.last_stamp);
  writer.Number(state.has_ended ? 1 : 0);
  State::ForEachStage(state.program.stage, [&](const StreamStage& stage) { writer.Number(stage.next); });
  writer.Number(static_cast<int64_t>(state.chunks.size()));
  for (const KeptChunk& kept : state.chunks) {
    writer.Number(kept.first);
    kept.chunk.Save(writer);
  }
  for (const MadeNode& node : state.program.nodes) node->Save(writer);
  writer.Number(HashOfBytes(writer.bytes()));
  return std::move(writer.bytes());
}

std::optional<base::Error> Stream::Load(std::string_view bytes) {
  State& state = *state_;
  CHECK(state.points == 0) << "a saved state must come before the log";
  constexpr size_t kWord = sizeof(int64_t);
  const auto damaged = [] { return base::Error{"the saved state is damaged"}; };
  if (bytes.size() < 2 * kWord || ByteReader(bytes).Number() != kMagic) {
    return base::Error{"this is not a saved state of a monitor"};
  }
  const std::string_view body = bytes.substr(0, bytes.size() - kWord);
  if (ByteReader(bytes.substr(body.size())).Number() != HashOfBytes(body)) return damaged();
  ByteReader reader(body.substr(kWord));
  if (reader.Number() != static_cast<int64_t>(state.program.fingerprint)) {
    return base::Error{"the saved state is that of another formula or signature"};
  }
  state.points = reader.Number();
  state.last_stamp = reader.Number();
  state.has_ended = reader.Number() != 0;
  State::ForEachStage(state.program.stage, [&](StreamStage& stage) { stage.next = reader.Number(); });
  for (int64_t i = reader.Number(); i > 0 && reader.ok(); --i) {
    const int64_t first = reader.Number();
    state.chunks.push_back({TraceChunk(state.plan), first});
    state.chunks.back().chunk.Load(reader);
  }
  for (const MadeNode& node : state.program.nodes) node->Load(reader);
  if (!reader.ok() || !reader.AtEnd()) return damaged();
  return std::nullopt;
}

}  // namespace casus::core
