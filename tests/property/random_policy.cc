#include "tests/property/random_policy.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/check.h"

namespace casus {
namespace {

using Sort = Sketch::Sort;

enum class Type : uint8_t { kInteger, kFloat, kText };

constexpr std::array<std::string_view, 3> kTexts = {"a", "b", "c d"};
constexpr std::array<std::string_view, 4> kFloats = {"0.0", "0.5", "1.0", "1.5"};

struct TypedName {
  std::string name;
  Type type = Type::kInteger;
};

struct NamedPredicate {
  std::string name;
  std::vector<Type> columns;
};

// What may be named at a place.
struct Scope {
  std::vector<TypedName> variables;
  std::vector<NamedPredicate> predicates;
};

const std::vector<NamedPredicate>& Logged() {
  static const std::vector<NamedPredicate> kLogged = {{"E", {}},
                                                      {"P", {Type::kInteger}},
                                                      {"Q", {Type::kInteger}},
                                                      {"A", {Type::kInteger, Type::kInteger}},
                                                      {"F", {Type::kInteger, Type::kFloat}},
                                                      {"N", {Type::kText}},
                                                      {"T", {Type::kText, Type::kInteger}}};
  return kLogged;
}

class Generator {
 public:
  explicit Generator(std::mt19937_64& random) : random_(random) {}

  PolicyCase Case();

 private:
  int Choose(int count) { return static_cast<int>(random_() % static_cast<uint64_t>(count)); }
  template <typename List>
  const auto& Pick(const List& list) {
    return list[static_cast<size_t>(Choose(static_cast<int>(list.size())))];
  }
  std::string NewName() { return "v" + std::to_string(names_++); }
  static Sketch Make(std::string pattern, std::vector<Sketch> parts = {}, Sort sort = Sort::kFormula) {
    return {sort, std::move(pattern), std::move(parts)};
  }

  // --- Terms and intervals ---

  std::string Constant(Type type) {
    switch (type) {
      case Type::kInteger:
        return std::to_string(Choose(4) - (Choose(6) == 0 ? 2 : 0));
      case Type::kFloat:
        return std::string(Pick(kFloats));
      default:
        return "\"" + std::string(Pick(kTexts)) + "\"";
    }
  }

  std::string Variable(Type type, const Scope& scope) {
    std::vector<std::string> fitting;
    for (const TypedName& variable : scope.variables) {
      if (variable.type == type) fitting.push_back(variable.name);
    }
    return fitting.empty() || Choose(8) == 0 ? Constant(type) : Pick(fitting);
  }

  Sketch Term(Type type, const Scope& scope, int size = 1) {
    const auto part = [&](Type of) { return Term(of, scope, size - 1); };
    const auto make = [](std::string pattern, std::vector<Sketch> parts) {
      return Make(std::move(pattern), std::move(parts), Sort::kTerm);
    };
    if (size > 0 && type == Type::kInteger && Choose(5) == 0) {
      static const std::vector<std::string> kShapes = {"(% + 1)", "(% - 1)",   "(% * 2)",
                                                       "(% / 2)", "(% MOD 2)", "(- %)"};
      switch (Choose(8)) {
        case 0:
          return make("f2i(%)", {part(Type::kFloat)});
        case 1:
          return make("(% - %)", {part(type), part(type)});
        default:
          return make(Pick(kShapes), {part(type)});
      }
    }
    if (size > 0 && type == Type::kFloat && Choose(4) == 0) {
      static const std::vector<std::string> kShapes = {"(% + 0.5)", "(% * 2.0)", "(% / 2.0)", "(- %)"};
      return Choose(3) == 0 ? make("i2f(%)", {part(Type::kInteger)}) : make(Pick(kShapes), {part(type)});
    }
    return make(Variable(type, scope), {});
  }

  Sketch Interval(bool is_bounded) {
    static const std::vector<std::string> kBounded = {"[0,0]", "[0,1]",   "[1,1]",   "[0,3]",
                                                      "[1,4]", "(0,2)",   "[0,3)",   "(1,4]",
                                                      "[2,5]", "[0s,1m]", "[1m,2h]", "(0,1d)"};
    static const std::vector<std::string> kUnbounded = {"", "[0,*)", "[1,*)", "(0,*]", "(1,*)", "[1m,*)"};
    return Make(!is_bounded && Choose(3) == 0 ? Pick(kUnbounded) : Pick(kBounded), {}, Sort::kInterval);
  }

  // --- Atoms ---

  Sketch Atom(const Scope& scope) {
    const NamedPredicate& predicate = Pick(scope.predicates);
    std::string pattern = predicate.name + "(";
    std::vector<Sketch> parts;
    for (const Type type : predicate.columns) {
      pattern += pattern.back() == '(' ? "" : ", ";
      if (Choose(6) == 0) {
        pattern += "_";
      } else {
        pattern += "%";
        parts.push_back(Term(type, scope));
      }
    }
    return Make(pattern + ")", std::move(parts));
  }

  Sketch Comparison(const Scope& scope) {
    static const std::vector<std::string> kSigns = {"=", "<>", "<", "<=", ">", ">="};
    const Type type = scope.variables.empty() ? Type::kInteger : Pick(scope.variables).type;
    const std::string& sign = type == Type::kText ? kSigns[static_cast<size_t>(Choose(2))] : Pick(kSigns);
    return Make("% " + sign + " %", {Term(type, scope, 2), Term(type, scope, 2)});
  }

  Sketch Leaf(const Scope& scope) {
    switch (Choose(12)) {
      case 0:
        return Make(Choose(2) == 0 ? "TRUE" : "FALSE");
      case 1:
      case 2:
        return Comparison(scope);
      case 3: {
        const auto integer = [&] { return Term(Type::kInteger, scope); };
        switch (Choose(3)) {
          case 0:
            return Make("tp(%)", {integer()});
          case 1:
            return Make("ts(%)", {integer()});
          default:
            return Make("tpts(%, %)", {integer(), integer()});
        }
      }
      default:
        return Atom(scope);
    }
  }

  // An atom whose columns have the variable, and one more if it fits; `done` are those that are had.
  Sketch AtomWith(const std::vector<TypedName>& variables, std::vector<bool>& done, size_t first,
                  const Scope& scope) {
    std::vector<const NamedPredicate*> fitting;
    for (const NamedPredicate& predicate : scope.predicates) {
      const std::vector<Type>& columns = predicate.columns;
      if (std::find(columns.begin(), columns.end(), variables[first].type) != columns.end())
        fitting.push_back(&predicate);
    }
    const NamedPredicate& predicate = *Pick(fitting);
    std::string text = predicate.name + "(";
    size_t next = first;  // what is to be named
    for (const Type type : predicate.columns) {
      if (text.back() != '(') text += ", ";
      if (next < variables.size() && variables[next].type == type) {
        text += variables[next].name;
        done[next] = true;
        while (next < variables.size() && done[next]) ++next;
      } else {
        text += "_";
      }
    }
    return Make(text + ")");
  }

  // A formula that says which values the variables have.
  Sketch Guard(const std::vector<TypedName>& variables, const Scope& scope) {
    if (variables.empty()) return Choose(2) == 0 ? Make("E()") : Make("TRUE");
    std::vector<bool> done(variables.size());
    std::optional<Sketch> guard;
    for (size_t i = 0; i < variables.size(); ++i) {
      if (done[i]) continue;
      Sketch atom = AtomWith(variables, done, i, scope);
      if (!done[i]) {  // the columns of its type went to others
        atom = Make(fmt::format("{} = {}", variables[i].name, Constant(variables[i].type)));
        done[i] = true;
      }
      guard = guard ? Make("(% AND %)", {*std::move(guard), std::move(atom)}) : std::move(atom);
    }
    switch (Choose(10)) {
      case 0:
        return Make("(ONCE% %)", {Interval(false), *std::move(guard)});
      case 1:
        return Make("(EVENTUALLY% %)", {Interval(true), *std::move(guard)});
      case 2:
        return Make("(PREVIOUS% %)", {Interval(false), *std::move(guard)});
      case 3:
        return Make("(% OR %)", {*guard, Guard(variables, scope)});
      default:
        return *std::move(guard);
    }
  }

  // --- Formulas ---

  // A formula whose free variables are among those of the scope.
  Sketch Formula(int size, const Scope& scope) {
    const auto part = [&] { return Formula(size - 1, scope); };
    if (size <= 0) return Leaf(scope);
    switch (Choose(24)) {
      case 0:
      case 1:
        return Make("(NOT %)", {part()});
      case 2:
        return Make("(% OR %)", {part(), part()});
      case 3:
      case 4:
        return Make("(% AND %)", {part(), part()});
      case 5:
        return Make("(% IMPLIES %)", {part(), part()});
      case 6:
        return Make("(% EQUIV %)", {part(), part()});
      case 7:
      case 8:
        return Quantified(size, scope);
      case 9:
        return Make("(ONCE% %)", {Interval(false), part()});
      case 10:
        return Make("(EVENTUALLY% %)", {Interval(true), part()});
      case 11:
        return Make("(HISTORICALLY% %)", {Interval(false), part()});
      case 12:
        return Make("(ALWAYS% %)", {Interval(true), part()});
      case 13:
        return Make("(PREVIOUS% %)", {Interval(false), part()});
      case 14:
        return Make("(NEXT% %)", {Interval(false), part()});
      case 15:
        return Make("(% SINCE% %)", {part(), Interval(false), part()});
      case 16:
        return Make("(% UNTIL% %)", {part(), Interval(true), part()});
      case 17:
        return Make("(|>% %)", {Interval(true), Regex(size, scope)});
      case 18:
        return Make("(<|% %)", {Interval(false), Regex(size, scope)});
      case 19:
      case 20:
      case 21:
        return Aggregation(size, scope);
      case 22:
        return Recursion(size, scope);
      default:
        return Definition(size, scope);
    }
  }

  // What an operator of time may look for only where something else says which values there are: it takes away, compares,
  // says nothing of some of the variables, or several of these.
  Sketch Needy(int size, const Scope& scope) {
    const auto part = [&] { return Needy(size - 1, scope); };
    switch (size > 0 ? Choose(12) : Choose(7)) {
      case 0:
      case 1:
      case 2:
        return Make("(NOT %)", {Some(scope)});
      case 3:
        return Comparison(scope);
      case 4:
        return Make(Choose(2) == 0 ? "E()" : "(NOT E())");
      case 5:
      case 6:
        return Some(scope);
      case 7:
        return Make("(% OR %)", {part(), part()});
      case 8:
        return Make("(% AND %)", {part(), part()});
      case 9:
        return Quantified(size, scope);
      default:
        return Beside(size, scope);
    }
  }

  // Says which values some of the variables have.
  Sketch Some(const Scope& scope) {
    std::vector<TypedName> variables;
    for (const TypedName& variable : scope.variables) {
      if (Choose(4) != 0) variables.push_back(variable);
    }
    return variables.empty() ? Atom(scope) : Guard(variables, scope);
  }

  Sketch Beside(int size, const Scope& scope) {
    const auto part = [&] { return Needy(size - 1, scope); };
    switch (Choose(9)) {
      case 0:
        return Make("(ONCE% %)", {Interval(false), part()});
      case 1:
        return Make("(HISTORICALLY% %)", {Interval(false), part()});
      case 2:
        return Make("(PREVIOUS% %)", {Interval(false), part()});
      case 3:
        return Make("(EVENTUALLY% %)", {Interval(true), part()});
      case 4:
        return Make("(% UNTIL% %)", {part(), Interval(true), part()});
      case 5:
        return Make("(NOT (% SINCE% %))", {part(), Interval(false), part()});
      default:
        return Make("(% SINCE% %)", {part(), Interval(false), part()});
    }
  }

  // Of one or two variables, one of which may hide another.
  Sketch Quantified(int size, const Scope& scope) {
    Scope inner = scope;
    std::vector<TypedName> bound;
    for (int i = Choose(3) == 0 ? 2 : 1; i > 0; --i) {
      TypedName variable{NewName(), RandomType()};
      if (!scope.variables.empty() && bound.empty() && Choose(4) == 0)
        variable.name = Pick(scope.variables).name;
      std::erase_if(inner.variables, [&](const TypedName& other) { return other.name == variable.name; });
      inner.variables.push_back(variable);
      bound.push_back(std::move(variable));
    }
    const bool is_exists = Choose(2) == 0;
    std::string names;
    for (const TypedName& variable : bound) names += (names.empty() ? "" : ", ") + variable.name;
    return Make(
        fmt::format("({} {}. % {} %)", is_exists ? "EXISTS" : "FORALL", names, is_exists ? "AND" : "IMPLIES"),
        {Guard(bound, inner), Formula(size - 1, inner)});
  }

  Type RandomType() {
    static const std::vector<Type> kTypes = {Type::kInteger, Type::kInteger, Type::kFloat, Type::kText};
    return Pick(kTypes);
  }

  // Of an inner scope, with a group of variables from outside.
  Sketch Aggregation(int size, const Scope& scope) {
    static const std::vector<std::string> kFunctions = {"CNT", "SUM", "MIN", "MAX", "AVG", "MED"};
    const std::string& function = Pick(kFunctions);
    Scope inner{{}, scope.predicates};
    const TypedName value{NewName(), function == "CNT" ? RandomType()
                                     : Choose(3) == 0  ? Type::kFloat
                                                       : Type::kInteger};
    inner.variables.push_back(value);
    std::string group;
    for (const TypedName& variable : scope.variables) {
      if (Choose(3) != 0) continue;
      inner.variables.push_back(variable);
      group += (group.empty() ? "" : ", ") + variable.name;
    }
    if (Choose(3) == 0) inner.variables.push_back({NewName(), RandomType()});
    Sketch body = Guard(inner.variables, inner);
    if (Choose(2) == 0) body = Make("(% AND %)", {std::move(body), Formula(size - 2, inner)});
    const Type type = function == "CNT"                        ? Type::kInteger
                      : function == "AVG" || function == "MED" ? Type::kFloat
                                                               : value.type;
    const std::string tail =
        fmt::format(" <- {} {}{} %)", function, value.name, group.empty() ? "" : "; " + group);
    for (const TypedName& variable : scope.variables) {
      const bool is_grouped =
          std::any_of(inner.variables.begin(), inner.variables.end(),
                      [&](const TypedName& other) { return other.name == variable.name; });
      if (variable.type == type && !is_grouped && Choose(2) == 0)
        return Make("(" + variable.name + tail, {std::move(body)});
    }
    Scope outer = scope;
    outer.variables.push_back({NewName(), type});
    const std::string& result = outer.variables.back().name;
    return Make(fmt::format("(EXISTS {}. ({}{} AND %)", result, result, tail),
                {std::move(body), Comparison(outer)});
  }

  // The columns of a definition, which may have names from outside.
  std::vector<TypedName> Columns(const Scope& scope) {
    std::vector<TypedName> columns = {{NewName(), RandomType()}};
    if (!scope.variables.empty() && Choose(3) == 0) columns[0].name = Pick(scope.variables).name;
    if (Choose(2) == 0) columns.push_back({NewName(), RandomType()});
    return columns;
  }

  static std::string HeadOf(const std::string& name, const std::vector<TypedName>& columns) {
    std::string head = name + "(";
    for (const TypedName& column : columns) head += (head.back() == '(' ? "" : ", ") + column.name;
    return head + ")";
  }

  static Scope With(const Scope& scope, const std::string& name, const std::vector<TypedName>& columns) {
    Scope with = scope;
    std::erase_if(with.predicates, [&](const NamedPredicate& other) {
      return other.name == name && other.columns.size() == columns.size();
    });
    with.predicates.push_back({name, {}});
    for (const TypedName& column : columns) with.predicates.back().columns.push_back(column.type);
    return with;
  }

  std::string DefinedName() {
    static const std::vector<std::string> kNames = {"L", "M", "P", "A"};  // some hide those of the log
    return Pick(kNames);
  }

  Sketch Definition(int size, const Scope& scope) {
    const std::string name = DefinedName();
    const std::vector<TypedName> columns = Columns(scope);
    const Scope inner{columns, scope.predicates};
    Sketch body = Guard(columns, inner);
    if (Choose(2) == 0) body = Make("(% AND %)", {std::move(body), Formula(size - 1, inner)});
    return Make("(LET " + HeadOf(name, columns) + " = % IN %)",
                {std::move(body), Formula(size - 1, With(scope, name, columns))});
  }

  Sketch Recursion(int size, const Scope& scope) {
    const std::string name = DefinedName();
    const std::vector<TypedName> columns = {{NewName(), Type::kInteger}};
    const Scope inner{columns, scope.predicates};
    const std::string& column = columns[0].name;
    Sketch base = Guard(columns, inner);
    if (Choose(3) == 0) base = Make("(% AND %)", {std::move(base), Formula(size - 1, inner)});
    static const std::vector<std::string> kSteps = {
        "(PREVIOUS {0}({1}))", "(ONCE[1,3] {0}({1}))",
        "(EXISTS before. (PREVIOUS {0}(before)) AND T(_, before) AND {1} = before + 1)",
        "(EXISTS before. (ONCE[1,*) {0}(before)) AND F(before, _) AND Q({1}))"};
    std::string step = fmt::format(fmt::runtime(Pick(kSteps)), name, column);
    return Make("(LETPAST " + HeadOf(name, columns) + " = (% OR %) IN %)",
                {std::move(base), Make(std::move(step)), Formula(size - 1, With(scope, name, columns))});
  }

  // --- Regular expressions ---

  Sketch Regex(int size, const Scope& scope) {
    const auto make = [](std::string pattern, std::vector<Sketch> parts = {}) {
      return Make(std::move(pattern), std::move(parts), Sort::kRegex);
    };
    const auto part = [&] { return Regex(size - 1, scope); };
    if (size <= 0) {
      switch (Choose(4)) {
        case 0:
          return make(".");
        case 1:
          return make("(NOT %)?", {Leaf(scope)});
        default:
          return make(Choose(4) == 0 ? "(%)" : "(%)?", {Leaf(scope)});
      }
    }
    switch (Choose(7)) {
      case 0:
        return make("(% + %)", {part(), part()});
      case 1:
        return make("(%)*", {part()});
      case 2:
        return make(".*");
      case 3:
        return make("(. (%)?)*", {Leaf(scope)});
      case 4:
        return make("(%)?", {Formula(size - 1, scope)});
      default:
        return make("(% %)", {part(), part()});
    }
  }

  // --- Logs ---

  LogValue Value(Type type) {
    if (type == Type::kInteger) return int64_t{Choose(3)};
    if (type == Type::kFloat) return Choose(4) * 0.5;
    return std::string(Pick(kTexts));
  }

  std::vector<LogMoment> Log() {
    std::vector<LogMoment> log;
    int64_t stamp = Choose(4) == 0 ? 1'307'532'861 : Choose(2);
    const int jump = Choose(4);
    for (int i = 1 + Choose(6); i > 0; --i) {
      static const std::vector<int64_t> kJumps = {30, 60, 3600, 7200, 1'000'000'000'000};
      stamp += jump == 0 && Choose(2) == 0 ? Pick(kJumps) : Choose(4);
      LogMoment moment{stamp, {}};
      const bool is_empty = Choose(6) == 0;
      const int rows = Choose(8) == 0 ? 6 : 3;
      for (const NamedPredicate& predicate : Logged()) {
        for (int row = is_empty ? 0 : Choose(predicate.columns.empty() ? 2 : rows); row > 0; --row) {
          LogEvent event{predicate.name, {}};
          for (const Type type : predicate.columns) event.values.push_back(Value(type));
          moment.events.push_back(std::move(event));
        }
      }
      log.push_back(std::move(moment));
    }
    return log;
  }

  std::mt19937_64& random_;
  int names_ = 0;
};

PolicyCase Generator::Case() {
  PolicyCase result;
  Scope scope{{}, Logged()};
  const std::vector<std::vector<Type>> heads = {{Type::kInteger, Type::kInteger},
                                                {Type::kInteger},
                                                {Type::kText, Type::kInteger},
                                                {Type::kInteger, Type::kFloat},
                                                {}};
  for (const Type type : Pick(heads)) scope.variables.push_back({NewName(), type});
  Sketch guard = Guard(scope.variables, scope);
  Sketch formula;
  if (Choose(6) == 0) {  // by itself: what an expression matches may say which values there are
    const bool is_past = Choose(2) == 0;
    formula = Make(is_past ? "(<|% (%)? %)" : "(|>% (%)? %)",
                   {Interval(!is_past), std::move(guard), Regex(1 + Choose(4), scope)});
  } else {
    formula = Choose(3) == 0 ? Beside(1 + Choose(3), scope) : Formula(1 + Choose(4), scope);
    if (!scope.variables.empty() || Choose(2) == 0) {
      formula = Make("(% AND %)", {std::move(guard), std::move(formula)});
    }
  }
  if (Choose(4) == 0)
    formula = Make("(% SINCE% %)", {std::move(formula), Interval(false), Guard(scope.variables, scope)});
  result.formula = std::move(formula);
  result.log = Log();
  return result;
}

}  // namespace

PolicyCase RandomCase(std::mt19937_64& random) { return Generator(random).Case(); }

}  // namespace casus
