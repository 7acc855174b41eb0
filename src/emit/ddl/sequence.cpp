#include "emit/ddl/sequence.h"

#include "emit/ddl/ddl.h"
#include "emit/ddl/fragment.h"
#include "model/quote.h"

namespace mimar::emit::ddl {
namespace {

struct Range {
  std::int64_t minimum, maximum;
};

// What a type can hold.
Range range_of(std::string_view type) {
  if (type == "smallint") return {INT16_MIN, INT16_MAX};
  if (type == "integer") return {INT32_MIN, INT32_MAX};
  return {INT64_MIN, INT64_MAX};
}

// What CREATE SEQUENCE takes when nothing is written.
Range default_range(const model::SequenceOptions& options) {
  const Range all = range_of(options.type);
  return options.increment > 0 ? Range{1, all.maximum} : Range{all.minimum, -1};
}

}  // namespace

std::string sequence_options(const model::SequenceOptions& options) {
  const Range usual = default_range(options);
  const std::int64_t usual_start = options.increment > 0 ? options.minimum : options.maximum;
  std::string sql;
  const auto add = [&](const char* words, std::int64_t value, std::int64_t implied) {
    if (value != implied) sql += words + std::to_string(value);
  };
  add(" START WITH ", options.start, usual_start);
  add(" INCREMENT BY ", options.increment, 1);
  add(" MINVALUE ", options.minimum, usual.minimum);
  add(" MAXVALUE ", options.maximum, usual.maximum);
  add(" CACHE ", options.cache, 1);
  return options.cycle ? sql + " CYCLE" : sql;
}

std::string create_sequence(const model::Sequence& sequence) {
  const std::string name = model::quote_name(sequence.name);
  const std::string type = sequence.options.type == "bigint" ? "" : " AS " + sequence.options.type;
  return (sequence.unlogged ? "CREATE UNLOGGED SEQUENCE " : "CREATE SEQUENCE ") + name + type +
         sequence_options(sequence.options) + ";\n" +
         comment_on("SEQUENCE " + name, sequence.comment);
}

std::string own_sequence(const model::Sequence& sequence) {
  if (!sequence.owned_by) return "";
  return "ALTER SEQUENCE " + model::quote_name(sequence.name) + " OWNED BY " +
         model::quote_name(sequence.owned_by->table) + "." +
         model::quote_identifier(sequence.owned_by->column) + ";\n";
}

}  // namespace mimar::emit::ddl
