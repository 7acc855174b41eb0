#include "design/brief/tokens.h"

#include <array>
#include <utility>

#include "base/number.h"
#include "base/text.h"
#include "base/utf8.h"
#include "design/brief/abbreviations.h"
#include "design/brief/words.h"

namespace mimar::design::brief {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
// "\u00b1", "\u00a7", "\u00f7": signs of Latin-1, which are no letters although they are no ASCII;
// the degree and the ordinal signs go with what stands beside them.
bool is_latin_sign(std::string_view text) {
  if (text.size() < 2) return false;
  const auto first = static_cast<unsigned char>(text[0]),
             second = static_cast<unsigned char>(text[1]);
  if (first == 0xC3) return second == 0xB7;
  return first == 0xC2 && second >= 0xA1 && second <= 0xBF && second != 0xAA && second != 0xB0 &&
         second != 0xB5 && second != 0xBA;
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

constexpr std::array<std::pair<std::string_view, double>, 34> kNumberWords{
    {{"zero", 0},      {"one", 1},        {"two", 2},        {"three", 3},     {"four", 4},
     {"five", 5},      {"six", 6},        {"seven", 7},      {"eight", 8},     {"nine", 9},
     {"ten", 10},      {"eleven", 11},    {"twelve", 12},    {"thirteen", 13}, {"fourteen", 14},
     {"fifteen", 15},  {"sixteen", 16},   {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19},
     {"twenty", 20},   {"thirty", 30},    {"forty", 40},     {"fifty", 50},    {"sixty", 60},
     {"seventy", 70},  {"eighty", 80},    {"ninety", 90},    {"hundred", 100}, {"thousand", 1e3},
     {"million", 1e6}, {"millions", 1e6}, {"billion", 1e9},  {"dozen", 12}}};

std::optional<double> number_word(std::string_view word) {
  for (const auto& [name, value] : kNumberWords) {
    if (word == name) return value;
  }
  return std::nullopt;
}

// Typographic signs as ASCII has them; "" when `text` starts with none.
std::string_view plain_sign(std::string_view text, std::size_t& length) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 17> signs{
      {{"\u2013", "-"},
       {"\u2212", "-"},
       {"\u2014", "--"},
       {"\u2026", "..."},
       {"\u2192", "->"},
       {"\u21d2", "->"},
       {"\u2190", "<-"},
       {"\u2264", "<="},
       {"\u2265", ">="},
       {"\u2260", "<>"},
       {"\u00d7", "*"},
       {"\u2022", "*"},
       {"\u20ac", "$"},
       {"\u00a3", "$"},
       {"\u2011", "-"},
       {"\u2194", "<->"},
       {"\u2248", "~"}}};
  for (const auto& [sign, plain] : signs) {
    if (text.starts_with(sign)) {
      length = sign.size();
      return plain;
    }
  }
  return {};
}

// The end of a quotation that starts at `at`, or npos; `open` is its length.
std::size_t quotation_end(std::string_view text, std::size_t at, std::size_t& open) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 5> marks{
      {{"\"", "\""}, {"\u201c", "\u201d"}, {"\u00ab", "\u00bb"}, {"\u201e", "\u201c"}, {"`", "`"}}};
  for (const auto& [opening, closing] : marks) {
    if (!text.substr(at).starts_with(opening)) continue;
    open = opening.size();
    const std::size_t limit = std::min<std::size_t>(text.size(), at + 200);
    return text.substr(0, limit).find(closing, at + open);
  }
  return std::string_view::npos;
}

// "they're", "we've", "it'll": the verb that is hidden in the word.
std::string_view contracted_verb(std::string_view word) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 4> endings{
      {{"'re", "are"}, {"'ve", "have"}, {"'ll", "will"}, {"'d", "would"}}};
  for (const auto& [ending, verb] : endings) {
    if (word.size() > ending.size() + 1 && word.ends_with(ending)) return verb;
  }
  return {};
}

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  Tokens run() {
    while (at_ < text_.size())
      step();
    return std::move(tokens_);
  }

 private:
  void add(Token::Kind kind, std::size_t from, std::size_t to) {
    Token token;
    token.kind = kind;
    token.text = std::string(text_.substr(from, to - from));
    token.lower = text::lower(token.text);
    token.at = from;
    token.end = to;
    tokens_.push_back(std::move(token));
    at_ = to;
  }

  void step() {
    const char c = text_[at_];
    std::size_t open = 0, length = 0;
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      ++at_;
    } else if (text_.substr(at_).starts_with("\u00a0")) {
      at_ += 2;
    } else if (const std::size_t close = quotation_end(text_, at_, open);
               close != std::string_view::npos) {
      const std::size_t start = at_;
      add(Token::Kind::quoted, at_ + open, close);
      tokens_.back().at = start;
      at_ = close + (text_[close] == '"' || text_[close] == '`' ? 1 : open);
      tokens_.back().end = at_;
    } else if (is_digit(c) || (c == '-' && at_ + 1 < text_.size() && is_digit(text_[at_ + 1]) &&
                               (at_ == 0 || text_[at_ - 1] == ' ' || text_[at_ - 1] == '('))) {
      number();
    } else if (const std::string_view sign = plain_sign(text_.substr(at_), length); !sign.empty()) {
      add(Token::Kind::sign, at_, at_ + length);
      tokens_.back().lower = std::string(sign);
    } else if (is_latin_sign(text_.substr(at_))) {
      add(Token::Kind::sign, at_, at_ + 2);
    } else if (is_letter(c) || c == '_') {
      word();
    } else {
      punctuation();
    }
  }

  void punctuation() {
    for (const std::string_view sign : {"...", "..", "->", "=>", "<=", ">=", "<>", "!=", "--"}) {
      if (text_.substr(at_).starts_with(sign))
        return add(Token::Kind::sign, at_, at_ + sign.size());
    }
    add(Token::Kind::sign, at_, at_ + 1);
  }

  // "10", "1,000", "2.5M", "10k", "50%", "2024-01-31" (a word), "-5".
  void number() {
    const std::size_t start = at_;
    std::size_t end = at_ + (text_[at_] == '-' ? 1 : 0);
    const std::size_t digits = end;
    while (end < text_.size() &&
           (is_digit(text_[end]) ||
            ((text_[end] == '.' || text_[end] == ',' || text_[end] == '_') &&
             end + 1 < text_.size() && is_digit(text_[end + 1]) && is_digit(text_[end - 1])))) {
      ++end;
    }
    if (end - digits == 4 && text_.substr(end).starts_with("-") && end + 5 < text_.size() &&
        is_digit(text_[end + 1]) && is_digit(text_[end + 2]) && text_[end + 3] == '-') {
      end = std::min(text_.size(), end + 6);
      add(Token::Kind::quoted, start, end);
      return;
    }
    std::string_view rest;
    double value = text::read_number(text_.substr(digits, end - digits), rest).value_or(0);
    std::size_t letters = end;
    while (letters < text_.size() && is_letter(text_[letters]))
      ++letters;
    const std::string suffix(text_.substr(end, letters - end));
    const double factor = suffix == "k" || suffix == "K"                       ? 1e3
                          : suffix == "M" || suffix == "m" || suffix == "mio"  ? 1e6
                          : suffix == "B" || suffix == "bn" || suffix == "G"   ? 1e9
                          : suffix == "th" || suffix == "st" || suffix == "rd" ? 1
                                                                               : 0;
    add(Token::Kind::number, start, factor > 0 ? letters : end);
    tokens_.back().number = (text_[start] == '-' ? -value : value) * (factor > 0 ? factor : 1);
    if (at_ + 1 < text_.size() && text_[at_] == ' ' && text_[at_ + 1] == '%') ++at_;
    if (at_ < text_.size() && text_[at_] == '%') {
      tokens_.back().percent = true;
      ++at_;
    }
  }

  void word() {
    const std::size_t start = at_;
    std::size_t end = at_;
    while (end < text_.size()) {
      std::size_t length = 0;
      const std::string_view rest = text_.substr(end);
      const bool apostrophe = rest.starts_with("'") || rest.starts_with("\u2019");
      if (is_latin_sign(rest)) break;
      if (apostrophe) {
        const std::size_t size = rest.front() == '\'' ? 1 : 3;
        if (rest.size() <= size || !is_letter(rest[size]) ||
            rest.substr(size).starts_with("\u201d"))
          break;
        end += size;
      } else if (rest.front() == '-' || rest.front() == '.') {
        const bool joined = rest.size() > 1 && is_letter(rest[1]) && rest.front() == '-';
        if (!joined) break;
        ++end;
      } else if (!plain_sign(rest, length).empty() || rest.starts_with("\u00a0") ||
                 rest.starts_with("\u201d") || rest.starts_with("\u00bb") ||
                 rest.starts_with("\u201c")) {
        break;
      } else if (is_letter(rest.front()) || is_digit(rest.front()) || rest.front() == '_') {
        ++end;
      } else {
        break;
      }
    }
    if (end == start) ++end;  // a lone closing mark
    add(Token::Kind::word, start, end);
    finish_word(tokens_.back());
  }

  void finish_word(Token& token) {
    token.lower = text::replace_all(token.lower, "\u2019", "'");
    if (token.lower.size() > 2 && token.lower.ends_with("'s")) {
      const std::string stem = token.lower.substr(0, token.lower.size() - 2);
      if (stem == "it" || stem == "there" || stem == "that" || stem == "he" || stem == "she" ||
          stem == "who" || stem == "what" || stem == "here" || stem == "where") {
        token.lower = stem;
        Token verb = token;
        verb.lower = verb.text = "is";
        tokens_.push_back(verb);
        return;
      }
      token.lower = stem;
      token.possessive = true;
    } else if (token.lower.ends_with('s') && at_ < text_.size() &&
               (text_[at_] == '\'' || text_.substr(at_).starts_with("\u2019")) &&
               (at_ + 1 < text_.size())) {
      at_ += text_[at_] == '\'' ? 1 : 3;
      token.possessive = true;
    } else if (token.lower.ends_with("n't") && token.lower != "can't" && token.lower != "won't") {
      token.lower = token.lower.substr(0, token.lower.size() - 3);
      Token negation = token;
      negation.lower = negation.text = "not";
      tokens_.push_back(negation);
    } else if (const std::string_view verb = contracted_verb(token.lower); !verb.empty()) {
      token.lower.erase(token.lower.rfind('\''));
      Token second = token;
      second.lower = second.text = std::string(verb);
      tokens_.push_back(std::move(second));
    } else if (token.lower == "e-mail" || token.lower == "e-mails") {
      token.lower.erase(1, 1);
    } else if (token.lower == "can't" || token.lower == "can-not") {
      token.lower = "cannot";
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  Tokens tokens_;
};

// "2 million", "five hundred thousand", "a thousand", "twenty-five" become one number.
Tokens join_numbers(Tokens tokens) {
  Tokens result;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    Token token = std::move(tokens[i]);
    if (token.kind == Token::Kind::word && !token.possessive) {
      const std::size_t hyphen = token.lower.find('-');
      std::optional<double> value = number_word(token.lower);
      if (!value && hyphen != std::string::npos) {
        const auto tens = number_word(token.lower.substr(0, hyphen));
        const auto ones = number_word(token.lower.substr(hyphen + 1));
        if (tens && ones && *tens >= 20 && *ones < 10) value = *tens + *ones;
      }
      const bool of = i + 1 < tokens.size() && tokens[i + 1].lower == "of";
      if (value && !(of && token.lower.ends_with("ions")) && token.lower != "dozen") {
        token.kind = Token::Kind::number;
        token.number = *value;
      }
    }
    if (token.kind == Token::Kind::number && !result.empty()) {
      Token& before = result.back();
      const bool magnitude = number_word(token.lower).value_or(0) >= 100;
      if (magnitude && before.kind == Token::Kind::number && !before.percent) {
        before.number *= token.number;
        before.end = token.end;
        before.text += " " + token.text;
        before.lower = before.text;
        continue;
      }
      if (magnitude && before.lower == "a") {
        before = token;
        continue;
      }
    }
    result.push_back(std::move(token));
  }
  return result;
}

}  // namespace

const Token& Tokens::operator[](std::size_t place) const {
  static const Token outside = [] {
    Token sign;
    sign.kind = Token::Kind::sign;
    return sign;
  }();
  return place < size() ? *(begin() + static_cast<std::ptrdiff_t>(place)) : outside;
}

Tokens tokenize(std::string_view sentence) {
  Tokens tokens = Scanner(sentence).run();
  expand_abbreviations(tokens);
  return join_numbers(std::move(tokens));
}

std::string spell(const Tokens& tokens, std::size_t from, std::size_t to) {
  std::string result;
  for (std::size_t i = from; i < to && i < tokens.size(); ++i) {
    const bool tight = i == from || tokens[i].at == tokens[i - 1].end;
    if (!tight) result += ' ';
    result += tokens[i].kind == Token::Kind::quoted &&
                      !is_digit(tokens[i].text.empty() ? 'x' : tokens[i].text[0])
                  ? "\"" + tokens[i].text + "\""
                  : tokens[i].text;
  }
  return result;
}

}  // namespace mimar::design::brief
