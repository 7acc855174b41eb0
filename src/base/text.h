#pragma once
// Small, locale-free text helpers. Everything is bytes; UTF-8 passes through.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mimar::text {

std::string lower(std::string_view text);  // ASCII only
std::string upper(std::string_view text);  // ASCII only
std::string_view trim(std::string_view text);
std::vector<std::string_view> split(std::string_view text, char separator);
std::vector<std::string_view> lines(std::string_view text);  // without the line ends; \r\n counts as one
std::string join(const std::vector<std::string>& parts, std::string_view separator);
std::string replace_all(std::string text, std::string_view from, std::string_view to);
bool equal_ignoring_case(std::string_view a, std::string_view b);  // ASCII only
// "1 table", "3 tables".
std::string count(std::size_t n, std::string_view singular, std::string_view plural = {});
// The word of `candidates` nearest to `word` within an edit distance of a third of its length, at most 3, or "":
// for "did you mean" hints.
std::string nearest(std::string_view word, const std::vector<std::string>& candidates);
// Bytes as "8 kB", "1.2 MB".
std::string bytes(std::uint64_t n);
// 1234567 as "1,234,567".
std::string thousands(std::uint64_t n);

}  // namespace mimar::text
