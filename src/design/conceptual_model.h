#pragma once
// What a database is to be about, before tables: entities, attributes, relationships and rules
// about them (Chen, The Entity-Relationship Model, 1976), access patterns and volumes. Plain
// values. Entities are referred to by their name: lower-case singular words, "order line". Each
// value knows the sentences it came from.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace mimar::design {

using SentenceId = std::size_t;  // index into Brief::sentences
using Said = std::vector<SentenceId>;

// What kind of value an attribute holds, from the words that describe it; the column's type follows
// from it and the policy.
enum class ValueKind : std::uint8_t {
  text,       // a name, a title: short
  long_text,  // a description, a note
  integer,
  decimal,
  money,       // exact, with two decimals unless said otherwise
  percentage,  // 0 to 100
  boolean,
  date,
  time,
  timestamp,  // an instant
  duration,
  period,  // from one instant to another: a range
  choice,  // one of `choices`
  email,
  url,
  phone,
  currency,  // ISO 4217
  country,   // ISO 3166-1 alpha-2
  language,  // BCP 47
  timezone,  // IANA name
  slug,
  color,
  ip_address,
  latitude,
  longitude,
  identifier,  // of another system: opaque text
  uuid,
  json,
  binary,
  hash,  // of a password or token: opaque text, secret
};

struct Bound {
  std::string value;      // a literal as SQL has it: 0, 1.5, '2020-01-01'; or ""
  std::string attribute;  // else the attribute of the same entity that bounds it
  bool exclusive = false;
};

// A value that follows from others: "an order's total is the sum of its lines' amounts".
struct Derivation {
  enum class Kind : std::uint8_t {
    sum,
    count,
    minimum,
    maximum,
    average,
    product,
    difference,
    concatenation
  };
  Kind kind = Kind::count;
  std::string entity;  // whose rows are gathered; "": attributes of the same entity
  std::vector<std::string> attributes;  // in their order
};

struct Attribute {
  std::string name;  // lower-case words: "due date"
  ValueKind kind = ValueKind::text;
  std::string reason;  // why this kind, a clause: "a name that ends in «date»"
  bool optional = false;
  bool many = false;        // a list of values
  bool extensible = false;  // choices that users may add to: rows of a table of their own
  bool personal = false;    // tells who somebody is: email, phone, birthday
  bool immutable = false;   // never changes once it is there
  std::vector<std::string> choices = {};  // in their order
  std::optional<Bound> at_least = {}, at_most = {};
  std::optional<std::size_t> min_length = {}, max_length = {};
  std::optional<std::string> default_value = {};  // a literal without quotes: "planned", "0", "now"
  std::string unit = {};                          // "minutes", "kg": part of the column's comment
  std::optional<Derivation> derived = {};
  Said said = {};
};

struct Entity {
  std::string name;    // lower-case singular words: "order line"
  std::string plural;  // "order lines"
  std::vector<Attribute> attributes = {};
  std::string supertype =
      {};                    // "a car is a vehicle": the entity it is a kind of; its key is shared
  bool associative = false;  // made of a many-to-many relationship
  bool event = false;        // something that happened: never changes
  std::string context = {};  // bounded context: the heading it stands below, or ""
  Said said = {};
};

// One side of a relationship, seen from the other: "a project has many milestones" has `to` =
// {milestone, many}.
struct End {
  std::string entity;
  std::string role = {};  // what it is to the other one, when not its name: "owner", "parent"
  bool many = false;      // how many of them one of the other side may have
  bool required = false;  // at least one
};

// One-to-many relationships have the one in `from` and the many in `to`. One-to-one: `to` is the
// one that depends on the other.
struct Relationship {
  std::string verb;  // "has", "belongs to", "depends on"
  End from, to;
  bool owned = false;             // `to` is a part of `from` and goes with it
  std::string through = {};       // many-to-many: the associative entity that holds its attributes
  bool acyclic = false;           // from == to: following it never comes back
  bool ordered = false;           // the many have an order within the one: a position
  bool exclusive_choice = false;  // with the others of the same `alternatives`: exactly one of them
  std::string alternatives =
      {};  // "a comment is on a post or a photo": names the group, within `to`
  Said said = {};
};

struct Uniqueness {
  std::string entity;
  std::vector<std::string> attributes;  // or entities it refers to
  std::vector<std::string> within =
      {};  // attributes, or entities it belongs to (through one or more relationships)
  bool ignoring_case = false;
  Said said = {};
};

// "Bookings of a room must not overlap."
struct NonOverlap {
  std::string entity;
  std::vector<std::string> within = {};  // as in Uniqueness
  std::string start = {}, end = {};      // attributes; or both "" and `period`
  std::string period = {};
  std::vector<std::string> except =
      {};  // values of the lifecycle's attribute that do not count: cancelled
  Said said = {};
};

// Which status may follow which; an empty `from` of a transition: how it begins.
struct Lifecycle {
  std::string entity, attribute;
  std::vector<std::pair<std::string, std::string>> transitions;
  Said said = {};
};

// A rule between two attributes, or an attribute and a value: "the end is after the start".
struct Comparison {
  std::string entity, attribute;
  std::string op;                                    // "<", "<=", ">", ">=", "=", "<>"
  std::string other_attribute = {}, value = {};      // one of them; value: a literal as SQL has it
  std::string when_attribute = {}, when_value = {};  // only where this attribute has this value
  Said said = {};
};

// "A delivered order has a delivery date."
struct Requirement {
  std::string entity, attribute;
  std::string when_attribute, when_value;
  Said said = {};
};

struct Filter {
  std::string attribute;   // or an entity it belongs to
  std::string op = "=";    // "=", "<>", "<", "<=", ">", ">=", "contains", "begins with", "is null",
                           // "is not null", "matches", "one of" (values between ", ")
  std::string value = {};  // a literal without quotes, or a moment: "now", "today", "tomorrow", "30
                           // days ago", "in 3 days", "this month", "next month" (where they begin);
                           // "": a parameter
  std::string other = {};  // instead of a value: the attribute of the same row it is compared with
  std::string of = {};     // the entity or role whose attribute it is; "": of what is read
};

// What a figure is told for each of; an instant may be cut to the beginning of a step.
struct Grouping {
  std::string attribute;  // or an entity it belongs to
  std::string step = {};  // "hour", "day", "week", "month", "quarter", "year"
};

struct Access {
  enum class Kind : std::uint8_t {
    list,
    find,
    count,
    sum,
    search,
    create,
    change,
    remove,
    average,
    minimum,
    maximum
  };
  Kind kind = Kind::list;
  std::string entity;
  std::vector<Filter> filters = {};
  std::vector<std::pair<std::string, bool>> order = {};  // attribute, descending
  std::string measured = {};        // sum, average ...: the attribute; change: what is set
  std::vector<Grouping> by = {};    // figures: told for each of these
  std::optional<bool> ranked = {};  // figures: in their order, the greatest first where true
  std::optional<std::size_t> page = {};
  std::optional<double> per_second = {};
  Said said = {};
};

// A figure over rows, and not the rows.
bool is_figure(Access::Kind kind);

struct Volume {
  std::string entity;
  double rows = 0;
  std::string per = {};                        // entity: so many for each of these; "": in all
  std::optional<double> growth_per_year = {};  // rows
  Said said = {};
};

struct Rate {
  std::string entity = {};                        // "": the whole database
  std::optional<double> reads = {}, writes = {};  // a second
  Said said = {};
};

struct Retention {
  std::string entity;
  std::size_t days = 0;
  bool archive = false;  // moved instead of deleted
  Said said = {};
};

// "Isolate everything by organisation."
struct Tenancy {
  std::string entity;
  std::string mode =
      {};  // "shared schema", "schema per tenant", "database per tenant"; "": to be computed
  Said said = {};
};

// A pattern asked for by words: "Keep an audit trail of orders."
struct Wish {
  std::string pattern;      // id in patterns()
  std::string entity = {};  // "": everything
  std::map<std::string, std::string> options = {};
  Said said = {};
};

struct Target {
  std::string
      what;  // "p95 ms", "availability %", "recovery point s", "recovery time s", "staleness s"
  double value = 0;
  std::string entity = {};
  Said said = {};
};

struct ConceptualModel {
  std::string name = {};              // of the whole: the brief's title
  std::vector<Entity> entities = {};  // in the order they were first met
  std::vector<Relationship> relationships = {};
  std::vector<Uniqueness> uniques = {};
  std::vector<NonOverlap> non_overlaps = {};
  std::vector<Lifecycle> lifecycles = {};
  std::vector<Comparison> comparisons = {};
  std::vector<Requirement> requirements = {};
  std::vector<Access> accesses = {};
  std::vector<Volume> volumes = {};
  std::vector<Rate> rates = {};
  std::vector<Retention> retentions = {};
  std::optional<Tenancy> tenancy = {};
  std::vector<Wish> wishes = {};
  std::vector<Target> targets = {};
};

// nullptr when absent
const Entity* find_entity(const ConceptualModel& model, const std::string& name);
const Attribute* find_attribute(const Entity& entity, const std::string& name);

}  // namespace mimar::design
