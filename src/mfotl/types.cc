#include "mfotl/types.h"

#include <fmt/format.h>

#include "base/check.h"

// Types flow from the signature and the constants to the variables, and from variable to variable through
// comparisons, arithmetic and definitions, until nothing changes; each round settles at least one variable.
// Then a last round reports what disagrees, and what is still unknown.

namespace casus::mfotl {

std::string_view Name(Type type) {
  switch (type) {
    case Type::kUnknown:
      return "unknown";
    case Type::kInteger:
      return "int";
    case Type::kFloat:
      return "float";
    case Type::kString:
      return "string";
  }
  CHECK(false) << "type " << static_cast<int>(type);
}

core::Kind KindOf(Type type) {
  CHECK(type != Type::kUnknown) << "a column of unknown type";
  if (type == Type::kInteger) return core::Kind::kInteger;
  return type == Type::kFloat ? core::Kind::kFloat : core::Kind::kSymbol;
}

core::Schema SchemaOf(const Predicate& predicate) {
  core::Schema schema;
  for (const Type type : predicate.columns) schema.push_back(KindOf(type));
  return schema;
}

Type TypeOf(const Term& term, const Policy& policy) {
  switch (term.kind) {
    case Term::Kind::kVariable:
      return policy.variables[static_cast<size_t>(term.variable)].type;
    case Term::Kind::kWildcard:
      return Type::kUnknown;
    case Term::Kind::kInteger:
    case Term::Kind::kToInteger:
      return Type::kInteger;
    case Term::Kind::kFloat:
    case Term::Kind::kToFloat:
      return Type::kFloat;
    case Term::Kind::kString:
      return Type::kString;
    default:
      for (const Term& part : term.parts) {
        const Type type = TypeOf(part, policy);
        if (type != Type::kUnknown) return type;
      }
      return Type::kUnknown;
  }
}

namespace {

class Inference {
 public:
  Inference(Policy& policy, diag::Sink& sink) : policy_(policy), sink_(sink) {}

  bool Run() {
    do {
      changed_ = false;
      Round();
    } while (changed_);
    is_last_ = true;
    const size_t errors_before = sink_.errors();
    Round();
    if (sink_.errors() == errors_before) {
      for (const Variable& variable : policy_.variables) {
        if (variable.type != Type::kUnknown) continue;
        sink_.Report(diag::Diagnostic(diag::Kind::kUntypedVariable, variable.span,
                                      fmt::format("nothing says what type `{}` has", variable.name))
                         .Help("let it be a column of a predicate, or compare it with one"));
      }
    }
    return sink_.errors() == errors_before;
  }

 private:
  Type& Of(VariableId variable) { return policy_.variables[static_cast<size_t>(variable)].type; }

  void Round() {
    for (const Definition& definition : policy_.definitions) {
      Visit(definition.body);
      std::vector<Type>& columns = policy_.predicates[static_cast<size_t>(definition.predicate)].columns;
      for (size_t i = 0; i < columns.size(); ++i) {
        Type& type = Of(definition.parameters[i]);
        Learn(columns[i], type);
        Learn(type, columns[i]);
      }
    }
    Visit(policy_.formula);
  }

  void Learn(Type& type, Type known) {
    if (type != Type::kUnknown || known == Type::kUnknown) return;
    type = known;
    changed_ = true;
  }

  void Mismatch(diag::Span span, Type is, Type wanted, std::string help) {
    if (!is_last_) return;
    sink_.Report(diag::Diagnostic(diag::Kind::kWrongType, span,
                                  fmt::format("this is {}, and {} is needed", Name(is), Name(wanted)))
                     .Help(std::move(help)));
  }

  // The term is to have the type, if that is known.
  void Push(const Term& term, Type wanted) {
    switch (term.kind) {
      case Term::Kind::kVariable:
        Learn(Of(term.variable), wanted);
        break;
      case Term::Kind::kToInteger:
        Push(term.parts[0], Type::kFloat);
        break;
      case Term::Kind::kToFloat:
        Push(term.parts[0], Type::kInteger);
        break;
      default: {
        const Type own = wanted != Type::kUnknown ? wanted : TypeOf(term, policy_);
        if (own == Type::kString && !term.parts.empty()) {
          Mismatch(term.span, Type::kString, Type::kInteger, "texts cannot be computed with");
          return;
        }
        for (const Term& part : term.parts) Push(part, own);
        if (!term.parts.empty()) return;  // the parts have been compared
      }
    }
    const Type is = TypeOf(term, policy_);
    if (is == Type::kUnknown || wanted == Type::kUnknown || is == wanted) return;
    const bool numbers = is != Type::kString && wanted != Type::kString;
    Mismatch(term.span, is, wanted,
             !numbers ? "see the signature for the types of columns"
             : wanted == Type::kFloat
                 ? "i2f(…) converts it"
                 : "i2f(…) makes a float of an int; f2i(…) leaves the fraction of this away");
  }

  void Visit(const Formula& formula) {
    switch (formula.kind) {
      case Formula::Kind::kAtom: {
        std::vector<Type>& columns = policy_.predicates[static_cast<size_t>(formula.predicate)].columns;
        for (size_t i = 0; i < columns.size(); ++i) {
          if (formula.terms[i].kind == Term::Kind::kWildcard) continue;
          Push(formula.terms[i], columns[i]);
          Learn(columns[i], TypeOf(formula.terms[i], policy_));
        }
        break;
      }
      case Formula::Kind::kTimePoint:
        for (const Term& term : formula.terms) {
          if (term.kind != Term::Kind::kWildcard) Push(term, Type::kInteger);
        }
        break;
      case Formula::Kind::kCompare:
        VisitComparison(formula);
        break;
      case Formula::Kind::kAggregate:
        Visit(formula.parts[0]);
        VisitAggregate(formula);
        return;
      default:
        break;
    }
    for (const Formula& part : formula.parts) Visit(part);
  }

  void VisitComparison(const Formula& formula) {
    const Type left = TypeOf(formula.terms[0], policy_);
    const Type right = TypeOf(formula.terms[1], policy_);
    Push(formula.terms[0], left != Type::kUnknown ? left : right);
    Push(formula.terms[1], left != Type::kUnknown ? left : right);
    const bool by_equality =
        formula.comparison == core::Comparison::kEqual || formula.comparison == core::Comparison::kNotEqual;
    if (is_last_ && left == Type::kString && !by_equality) {
      Mismatch(formula.span, Type::kString, Type::kInteger, "texts can be equal or not, but have no order");
    }
  }

  void VisitAggregate(const Formula& formula) {
    Type& result = Of(formula.result);
    Type& value = Of(formula.value);
    Type is = value;
    switch (formula.function) {
      case core::Aggregation::kCount:
        is = Type::kInteger;
        break;
      case core::Aggregation::kAverage:
      case core::Aggregation::kMedian:
        is = Type::kFloat;
        break;
      default:
        Learn(value, result);
        is = value;
    }
    if (formula.function != core::Aggregation::kCount && value == Type::kString) {
      Mismatch(formula.operator_span, Type::kString, Type::kInteger, "texts can only be counted, by CNT");
    }
    Learn(result, is);
    if (result != is && is != Type::kUnknown) {
      Mismatch(formula.operator_span, is, result, "take another variable for the result");
    }
  }

  Policy& policy_;
  diag::Sink& sink_;
  bool changed_ = false;
  bool is_last_ = false;
};

}  // namespace

bool InferTypes(Policy& policy, diag::Sink& sink) { return Inference(policy, sink).Run(); }

}  // namespace casus::mfotl
