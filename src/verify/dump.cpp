#include "verify/dump.h"

#include <algorithm>
#include <map>

#include <fmt/core.h>

#include "base/text.h"
#include "model/quote.h"
#include "verify/comparison_evidence.h"
#include "verify/dump_options.h"

namespace mimar::verify {
namespace {

constexpr std::size_t shown = 10;

// The value of `key: value;` in the comment above an entry.
std::string field(std::string_view header, std::string_view key) {
  const std::size_t at = header.find(key);
  if (at == std::string_view::npos) return {};
  const std::string_view rest = header.substr(at + key.size());
  const std::size_t end = rest.find("; ");
  return std::string(rest.substr(0, end));
}

bool is_header(std::string_view line) {
  return line.starts_with("-- Name: ") && line.find("; Type: ") != std::string_view::npos;
}

// Settings of the session and comments say nothing about the entry they happen to stand in.
bool is_noise(std::string_view line) {
  return line.empty() || line == "--" || line.starts_with("-- PostgreSQL database dump") ||
         line.starts_with("SET default_") || line.starts_with("\\restrict ") ||
         line.starts_with("\\unrestrict ");
}

// Who was given something first is no part of what they may do, nor who gave it: of several roles
// that might have, the server takes any (select_best_grantor). That the source had it passed on is
// said by the readers.
std::string sorted_grants(std::string_view body) {
  std::vector<std::string_view> lines = text::split(body, '\n');
  std::sort(lines.begin(), lines.end());
  std::string result;
  for (const std::string_view line : lines)
    if (!line.empty() && line.find("SET SESSION AUTHORIZATION") == std::string_view::npos)
      result += std::string(line) + '\n';
  return result;
}

std::string title(const DumpEntry& entry) {
  return entry.kind + " " + entry.name;
}

// No script may grant there: what is, scratch did, so that user mappings can be read.
bool is_of_scratch(const DumpEntry& entry) {
  return entry.kind == "ACL" && entry.name.starts_with("pg_catalog.");
}

}  // namespace

std::vector<DumpEntry> entries(std::string_view dump) {
  std::vector<DumpEntry> result;
  for (const std::string_view line : text::split(dump, '\n')) {
    if (is_header(line)) {
      const std::string schema = field(line, "; Schema: ");
      const std::string name = field(line, "-- Name: ");
      result.push_back({field(line, "; Type: "), schema == "-" ? name : schema + "." + name, ""});
    } else if (!result.empty() && !is_noise(line)) {
      result.back().body += std::string(line) + '\n';
    }
  }
  std::erase_if(result, is_of_scratch);
  for (DumpEntry& entry : result)
    entry.body = comparable_options(entry.kind, entry.body);
  for (DumpEntry& entry : result)
    if (entry.kind.ends_with("ACL")) entry.body = sorted_grants(entry.body);
  std::sort(result.begin(), result.end());
  return result;
}

// Only where statements name roles: elsewhere the same word may be anything.
std::string with_owner_called(std::string_view dump, const std::string& role) {
  const std::string name = model::quote_identifier(role);
  std::string result;
  for (const std::string_view line : text::split(dump, '\n')) {
    const bool names = line.starts_with("ALTER ") || line.starts_with("GRANT ") ||
                       line.starts_with("REVOKE ") || line.starts_with("SET SESSION ");
    std::string kept(line);
    for (const char* before : {" TO ", " FROM ", " ROLE ", " BY ", " AUTHORIZATION "})
      for (const char* after : {";", " ", ","})
        if (names)
          kept =
              text::replace_all(kept, before + name + after, std::string(before) + "owner" + after);
    result += kept + '\n';
  }
  return result;
}

std::vector<std::string> dump_differences(const std::vector<DumpEntry>& source,
                                          const std::vector<DumpEntry>& ours) {
  std::multimap<std::string, std::string> left, right;
  for (const DumpEntry& entry : source)
    left.emplace(title(entry), entry.body);
  for (const DumpEntry& entry : ours)
    right.emplace(title(entry), entry.body);
  std::vector<std::string> result;
  for (const auto& [name, body] : left) {
    const auto [begin, end] = right.equal_range(name);
    if (begin == end) {
      result.push_back(name + ": only in the source's dump");
      continue;
    }
    auto same = std::find_if(begin, end, [&](const auto& entry) { return entry.second == body; });
    if (same == end) {
      same = begin;
      result.push_back(name + ":\n" + body + "<>\n" + begin->second);
    }
    right.erase(same);
  }
  for (const auto& [name, body] : right)
    result.push_back(name + ": only in the dump of our DDL");
  return result;
}

void record_dumps(evidence::Evidence& item, std::string_view source, std::string_view ours) {
  const std::vector<DumpEntry> left = entries(source), right = entries(ours);
  std::vector<std::string> differences = dump_differences(left, right);
  observe(item, evidence::Witness::dump, "entries of pg_dump --schema-only",
          fmt::format("{} of the source, {} of our DDL", left.size(), right.size()));
  if (differences.empty()) {
    item.verdict = evidence::Verdict::confirmed;
    return;
  }
  item.verdict = evidence::Verdict::refuted;
  item.reason = text::count(differences.size(), "entry that differs", "entries that differ") +
                ", the first: " + differences.front().substr(0, differences.front().find(":\n"));
  const std::size_t all = differences.size();
  if (all > shown) differences.resize(shown);
  std::string lines = text::join(differences, "\n");
  if (all > shown) lines += fmt::format("\n... and {} more", all - shown);
  observe(item, evidence::Witness::dump, "differences", std::move(lines));
}

}  // namespace mimar::verify
