#include "text/measures.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace casus::text {

namespace {

constexpr std::string_view kMetric[] = {"km", "cm", "mm", "kg", "km2", "mph", "kph", "kmh"};

constexpr std::string_view kSymbols[] = {
    "km",  "cm",  "mm",  "nm",  "kg",  "mg",  "ha",   "ml",  "mL",  "dl",  "cl",  "hl",  "km2", "m2",
    "km3", "m3",  "cc",  "ft",  "mi",  "yd",  "lb",   "lbs", "oz",  "mph", "kph", "kmh", "kW",  "MW",
    "GW",  "TW",  "kWh", "MWh", "GWh", "TWh", "kV",   "mV",  "Hz",  "kHz", "MHz", "GHz", "dB",  "Pa",
    "kPa", "hPa", "MPa", "kJ",  "MJ",  "cal", "kcal", "kB",  "KB",  "MB",  "GB",  "TB",  "ppm", "ppb",
    "min", "hr",  "hrs", "ms",  "yr",  "yrs", "hp",   "kn",  "nmi", "mAh", "rpm", "px",  "dwt", "GT",
    "sq",  "cu",  "m",   "g",   "t",   "l",   "K",    "V",   "W"};
constexpr std::string_view kOnlyAdjacent[] = {"h", "s", "A", "J", "N", "L", "in"};
constexpr std::string_view kOfSquare[] = {"km",   "m",          "cm",         "mi",     "ft",
                                          "yd",   "in",         "miles",      "metres", "meters",
                                          "feet", "kilometres", "kilometers", "yards"};
constexpr std::string_view kPowers[] = {"²", "³"};
constexpr std::string_view kDegrees[] = {"C", "F", "K", "N", "S", "E", "W"};

struct Money {
  std::string_view sign;
  std::string_view name;
};
constexpr Money kSigns[] = {
    {"$", "dollar"}, {"€", "euro"},    {"£", "pound"}, {"¥", "yen"},    {"₽", "rouble"}, {"₴", "hryvnia"},
    {"₹", "rupee"},  {"₩", "won"},     {"₺", "lira"},  {"₪", "shekel"}, {"₦", "naira"},  {"₫", "dong"},
    {"₱", "peso"},   {"₿", "bitcoin"}, {"¢", "cent"},  {"฿", "baht"},   {"₸", "tenge"},  {"₾", "lari"}};
constexpr Money kBeforeDollar[] = {
    {"US", "US dollar"},        {"A", "Australian dollar"}, {"AU", "Australian dollar"},
    {"C", "Canadian dollar"},   {"CA", "Canadian dollar"},  {"NZ", "New Zealand dollar"},
    {"HK", "Hong Kong dollar"}, {"S", "Singapore dollar"},  {"R", "real"}};
constexpr std::string_view kCodes[] = {"USD", "EUR", "GBP", "JPY", "CHF", "RUB", "PLN", "LTL", "CZK", "SEK",
                                       "NOK", "DKK", "CNY", "RMB", "INR", "AUD", "CAD", "NZD", "HKD", "SGD",
                                       "BRL", "MXN", "ZAR", "TRY", "UAH", "KRW", "HUF", "RON", "BGN", "ILS",
                                       "DEM", "FRF", "ITL", "ATS", "Rs",  "Lt",  "DM",  "zł",  "Kč",  "Ft"};

bool Contains(std::span<const std::string_view> list, std::string_view word) {
  return std::any_of(list.begin(), list.end(), [&](std::string_view listed) {
    return listed.size() == word.size() && listed[0] == word[0] && listed == word;
  });
}

// The lengths of the symbols with each first letter, as bits: most short words are refused so.
constexpr std::array<uint8_t, 128> kSymbolSizes = [] {
  std::array<uint8_t, 128> sizes{};
  for (const std::string_view symbol : kSymbols) {
    uint8_t& bits = sizes[static_cast<size_t>(symbol[0])];
    bits = static_cast<uint8_t>(bits | 1u << symbol.size());
  }
  return sizes;
}();

// Requires a short word.
bool IsSymbol(std::string_view word) {
  const auto letter = static_cast<unsigned char>(word[0]);
  return letter < kSymbolSizes.size() && (kSymbolSizes[letter] >> word.size() & 1) != 0 &&
         Contains(kSymbols, word);
}

// Whether a word can be a symbol or a code at all: they are short.
bool IsShort(std::string_view word) {
  constexpr size_t kLongest = 4;
  return word.size() <= kLongest && !word.empty();
}

// Whether a mark can be a sign of money.
bool MayBeSign(const ProseToken& mark) {
  return mark.is_mark() && (mark.is('$') || static_cast<unsigned char>(mark.text[0]) >= 0xC2);
}

// With a power ("km²") and what it is per ("km/h") behind it.
Unit WithRest(const ProseTokens& tokens, Unit unit) {
  ProseToken next = tokens.From(unit.end);
  if (next.begin == unit.end && Contains(kPowers, next.text)) {
    unit.name += next.text;
    unit.end = next.end;
    next = tokens.From(unit.end);
  }
  constexpr size_t kLongestPer = 3;
  if (next.begin != unit.end || !next.is('/')) return unit;
  const ProseToken per = tokens.After(next);
  if (per.begin != next.end || !per.is_word() || per.text.size() > kLongestPer) return unit;
  unit.name += "/" + std::string(per.text);
  unit.end = per.end;
  next = tokens.From(unit.end);
  if (next.begin == unit.end && Contains(kPowers, next.text)) {
    unit.name += next.text;
    unit.end = next.end;
  }
  return unit;
}

}  // namespace

std::optional<Unit> ReadMeasure(const ProseTokens& tokens, size_t at) {
  const ProseToken first = tokens.From(at);
  if (!IsShort(first.text)) return std::nullopt;
  Unit unit{.name = std::string(first.text), .begin = first.begin, .end = first.end};
  if (first.text == "°" || first.text == "º") {
    const ProseToken scale = tokens.After(first);
    unit.name = "°";
    if (scale.begin <= first.end + 1 && Contains(kDegrees, scale.text)) {
      unit.name += scale.text;
      unit.end = scale.end;
    }
    return unit;
  }
  if (!first.is_word()) return std::nullopt;
  const bool adjacent = first.begin == at;
  if (!IsSymbol(first.text) && !(adjacent && Contains(kOnlyAdjacent, first.text))) return std::nullopt;
  if (first.text == "sq" || first.text == "cu") {
    const ProseToken dot = tokens.After(first);
    const ProseToken of = dot.is('.') ? tokens.After(dot) : dot;
    if (!Contains(kOfSquare, of.text)) return std::nullopt;
    unit.name += " " + std::string(of.text);
    unit.end = of.end;
    return unit;
  }
  return WithRest(tokens, std::move(unit));
}

bool IsMetricAbbreviation(std::string_view word) { return word.size() <= 3 && Contains(kMetric, word); }

std::span<const std::string_view> MetricAbbreviations() { return kMetric; }

std::optional<Unit> MoneyBefore(const ProseTokens& tokens, size_t at) {
  const ProseToken sign = tokens.Until(at);
  if (at > sign.end + 2) return std::nullopt;  // beyond a space
  if (sign.is_word() ? !IsShort(sign.text) : !MayBeSign(sign)) return std::nullopt;
  if (sign.is_word() && Contains(kCodes, sign.text)) {
    return Unit{.name = std::string(sign.text), .begin = sign.begin, .end = sign.end};
  }
  for (const Money& money : kSigns) {
    if (money.sign != sign.text) continue;
    Unit unit{.name = std::string(money.name), .begin = sign.begin, .end = sign.end};
    const ProseToken country = tokens.Before(sign);
    if (money.sign != "$" || country.end != sign.begin || !country.is_word()) return unit;
    for (const Money& dollar : kBeforeDollar) {
      if (dollar.sign == country.text)
        unit = {.name = std::string(dollar.name), .begin = country.begin, .end = sign.end};
    }
    return unit;
  }
  return std::nullopt;
}

std::optional<Unit> MoneyBehind(const ProseTokens& tokens, size_t at) {
  const ProseToken sign = tokens.From(at);
  if (sign.begin > at + 2) return std::nullopt;
  if (sign.is_word() ? !IsShort(sign.text) : !MayBeSign(sign)) return std::nullopt;
  if (sign.is_word() && sign.begin > at && Contains(kCodes, sign.text)) {
    return Unit{.name = std::string(sign.text), .begin = sign.begin, .end = sign.end};
  }
  for (const Money& money : kSigns) {
    if (money.sign != sign.text) continue;
    const ProseToken amount = tokens.After(sign);
    if (amount.is_digits() && amount.begin == sign.end) return std::nullopt;  // of the next amount
    return Unit{.name = std::string(money.name), .begin = sign.begin, .end = sign.end};
  }
  return std::nullopt;
}

}  // namespace casus::text
