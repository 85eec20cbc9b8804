#include "cli/starter.h"

namespace casus::cli {
namespace {

constexpr std::string_view kDossier = R"(# The bridge at Ferny

A first dossier. Everything in it is invented: replace it by your own, step by step, and run

    casus check .

after each step. Text like this is for readers; what stands between the fences is for Casus, too. A `#` in the code begins a
comment.

## 1. What the record is about

The words that everybody needs (who signs, controls, invades, …) come with Casus. `horizon` says which days the record covers.

```casus
use "std/territory"

horizon 1920-01-01 through 1925-12-31
```

## 2. Where it is known from

A source names its file in the folder `sources`. Each statement below cites it by a few words that stand in one of its sentences;
words that are not there, or are there twice, are an error.

```casus
source Chronicle "Chronicle of the valley"
  file "chronicle.txt"
```

## 3. Who and what

Names begin with a capital.

```casus
State      Highland, Lowland
Territory  Ferny, Ferny_Bridge "The bridge at Ferny"

initially  Highland controls Ferny
  cite Chronicle "had belonged to Highland"
Ferny_Bridge lies in Ferny
  cite Chronicle "the bridge at Ferny"
```

## 4. Words of your own

An *event* happens on a day, a *state* lasts. Here a state begins with one event and ends with another.

```casus
event {who: State} mends {what: Territory}
event {who: State} bars {what: Territory}
event {who: State} reopens {what: Territory}

state {who: State} keeps {what: Territory} barred
  begins when ?who bars ?what
  ends when ?who reopens ?what
```

## 5. What was agreed

Each article says in words what it means, and in code what follows from it. `?party` and `?other` are the two parties, either
way round.

```casus
treaty Bridge_Treaty "Treaty on the bridge"
  between Highland and Lowland
  in force on signature
```

**Article I.** Ferny goes to Lowland.

```casus
article I "Cession"
  effect Highland cedes Ferny to Lowland
    open "whether the mill is included"
```

**Article II.** Lowland mends the bridge within a year.

```casus
article II "Repair"
  duty Lowland mends Ferny_Bridge
    within 1 year
```

**Article III.** Neither party bars the bridge.

```casus
article III "Passage"
  ban ?party keeps _ barred
```

## 6. What happened

One statement a line, the day first. A day that is not known exactly is written as what is known: `1921-06` is some day in June.

```casus
1920-05-01  Highland and Lowland sign Bridge_Treaty  as Signing
  cite Chronicle "signed a treaty"
1920-11-20  Lowland mends Ferny_Bridge  as Repair
  cite Chronicle "the last stone"
1921-06     Lowland bars Ferny_Bridge
  cite Chronicle "in June"
1921-07-10  Lowland reopens Ferny_Bridge
  cite Chronicle "opened it again"
```

## 7. What must come out

An expectation is a question with its answer: when you change something, it tells you what else has changed.

```casus
expect on 1920-04-30: Highland controls Ferny_Bridge
expect on 1920-05-02: Lowland controls Ferny_Bridge
expect on 1921-01-01: Bridge_Treaty.II is kept by Lowland
expect possibly on 1921-06-15: Lowland is in breach of Bridge_Treaty.III
expect on 1921-07-01: Lowland keeps Ferny_Bridge barred
expect: Bridge_Treaty.III is broken by Lowland
expect on 1921-07-11: not Lowland is in breach of Bridge_Treaty.III
```

## 8. What if

A lens changes what is assumed. This one takes the repair away.

```casus
lens No_repair "The bridge is never mended"
  without Repair

expect under No_repair on 1921-06-01: Lowland is in breach of Bridge_Treaty.II
```
)";

constexpr std::string_view kChronicle = R"(Chronicle of the valley

For as long as anyone could remember, the village had belonged to Highland, and so had the bridge at Ferny.
On 1 May 1920 Highland and Lowland signed a treaty about both.
On 20 November of that year the masons of Lowland set the last stone of the repair.
Some day in June 1921 Lowland put a bar across the road, for reasons that nobody wrote down.
On 10 July it opened it again.
)";

constexpr StarterFile kFiles[] = {
    {"bridge.casus.md", kDossier},
    {"sources/chronicle.txt", kChronicle},
};

}  // namespace

std::span<const StarterFile> StarterFiles() { return kFiles; }

}  // namespace casus::cli
