#include "model/compare.h"

#include "model/compare_recorder.h"

namespace mimar::model {
namespace {

void compare_schemas(Recorder recorder, const Schema& left, const Schema& right) {
  recorder.field("comment", left.comment, right.comment);
}

void compare_enums(Recorder recorder, const Enum& left, const Enum& right) {
  recorder.field("labels", left.labels, right.labels);
  recorder.field("comment", left.comment, right.comment);
}

void compare_sequences(Recorder recorder, const Sequence& left, const Sequence& right) {
  compare_sequence_options(recorder, left.options, right.options);
  recorder.field("owned by", left.owned_by, right.owned_by);
  recorder.field("comment", left.comment, right.comment);
}

void compare_views(Recorder recorder, const View& left, const View& right) {
  recorder.field("materialized", left.materialized, right.materialized);
  recorder.expression("query", left.query, right.query);
  recorder.field("options", left.options, right.options);
  compare_indexes(recorder, left.name, left.indexes, right.indexes);
  recorder.field("column comments", left.column_comments, right.column_comments);
  recorder.field("comment", left.comment, right.comment);
}

template <class T>
auto described_as(const char* kind) {
  return [kind](const T& object) { return kind + (" " + object.name.text()); };
}

constexpr auto name_of = [](const auto& object) { return object.name; };

}  // namespace

void compare_sequence_options(Recorder& recorder, const SequenceOptions& left,
                              const SequenceOptions& right) {
  recorder.field("sequence type", left.type, right.type);
  recorder.field("start", left.start, right.start);
  recorder.field("increment", left.increment, right.increment);
  recorder.field("minimum", left.minimum, right.minimum);
  recorder.field("maximum", left.maximum, right.maximum);
  recorder.field("cache", left.cache, right.cache);
  recorder.field("cycle", left.cycle, right.cycle);
}

Comparison compare(const Objects& left, const Objects& right) {
  Comparison result;
  const Recorder recorder(result, "database");
  match(
      recorder, left.schemas, right.schemas, name_of,
      [](const Schema& schema) { return "schema " + schema.name; }, compare_schemas);
  match(recorder, left.enums, right.enums, name_of, described_as<Enum>("enum"), compare_enums);
  match(recorder, left.sequences, right.sequences, name_of, described_as<Sequence>("sequence"),
        compare_sequences);
  match(recorder, left.tables, right.tables, name_of, described_as<Table>("table"), compare_tables);
  match(recorder, left.views, right.views, name_of, described_as<View>("view"), compare_views);
  match(
      recorder, left.opaques, right.opaques,
      [](const Opaque& object) { return std::pair(object.kind, object.name); },
      [](const Opaque& object) { return object.kind + " " + object.name; },
      [](Recorder one, const Opaque&, const Opaque&) { one.opaque_found_on_both_sides(); });
  return result;
}

Comparison compare(const Database& left, const Database& right) {
  return compare(left.objects(), right.objects());
}

Comparison compare_live(const Database& left, const Database& right) {
  Comparison result = compare(left, right);
  std::map<std::pair<std::string, std::string>, std::string> definitions;
  for (const Opaque& opaque : left->opaques)
    definitions[{opaque.kind, opaque.name}] = opaque.sql;
  for (const Opaque& opaque : right->opaques) {
    const auto found = definitions.find({opaque.kind, opaque.name});
    if (found == definitions.end() || found->second == opaque.sql) continue;
    result.differences.push_back(
        {opaque.kind + " " + opaque.name, "definition", found->second, opaque.sql});
  }
  return result;
}

}  // namespace mimar::model
