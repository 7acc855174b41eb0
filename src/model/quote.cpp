#include "model/quote.h"

#include <algorithm>

#include "model/keywords.h"

namespace mimar::model {
namespace {

bool is_plain(std::string_view name) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
  const auto inner = [&](char c) { return letter(c) || (c >= '0' && c <= '9'); };
  return !name.empty() && letter(name.front()) && std::all_of(name.begin(), name.end(), inner);
}

// `text` between two quotes, each character of `doubled` in it twice.
std::string enclose(std::string_view text, char quote, std::string_view doubled) {
  std::string result(1, quote);
  for (const char c : text) {
    if (doubled.find(c) != std::string_view::npos) result += c;
    result += c;
  }
  return result += quote;
}

}  // namespace

std::string quote_identifier(std::string_view name) {
  return is_plain(name) && !is_quoted_keyword(name) ? std::string(name) : enclose(name, '"', "\"");
}

std::string quote_literal(std::string_view text) {
  const bool escaped = text.find('\\') != std::string_view::npos;
  return escaped ? "E" + enclose(text, '\'', "'\\") : enclose(text, '\'', "'");
}

std::string quote_name(const Name& name) {
  const std::string last = quote_identifier(name.name);
  return name.schema.empty() ? last : quote_identifier(name.schema) + "." + last;
}

std::string quote_list(const std::vector<std::string>& names) {
  std::string result;
  for (const std::string& name : names) {
    if (!result.empty()) result += ", ";
    result += quote_identifier(name);
  }
  return result;
}

}  // namespace mimar::model
