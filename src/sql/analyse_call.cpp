// Function calls, aggregates, windows (parse_func.c).

#include <algorithm>
#include <array>
#include <set>

#include "sql/analyser.h"
#include "sql/print.h"

namespace mimar::sql {
namespace {

// SQL constructs with a grammar of their own are stored as calls of these; as plain calls they need
// their schema.
bool needs_schema(std::string_view name) {
  for (const std::string_view known : {"extract", "position", "overlay", "substring", "overlaps",
                                       "normalize", "is_normalized", "xmlexists"})
    if (known == name) return true;
  return false;
}

}  // namespace

Typed Analyser::call(const FuncCall& node) {
  const Items parts(node.funcname);
  const std::string name = string_of(parts.back());
  const std::string schema = parts.size() > 1 ? string_of(parts[parts.size() - 2]) : "";
  FuncCall* made = copy_node(node);
  made->funcformat = COERCE_EXPLICIT_CALL;
  Values arguments;
  for (const Node* item : Items(node.args))
    arguments.push_back(expression(item));
  Nodes nodes;
  for (const Typed& argument : arguments)
    nodes.push_back(argument.node);
  made->args = make_list(nodes);
  made->agg_order = order(node.agg_order, node.agg_within_group);
  if (node.agg_filter != nullptr) made->agg_filter = boolean_expression(node.agg_filter);
  made->over = over(node.over);
  if (node.agg_within_group)
    for (const Node* item : Items(node.agg_order))
      arguments.push_back(expression(as<SortBy>(item).node));
  if (node.agg_within_group) unify_hypothetical(name, Items(node.args).size(), arguments);

  std::vector<const Signature*> candidates;
  if (schema.empty() || schema == "pg_catalog")
    for (const Signature& signature : builtin_functions(name))
      candidates.push_back(&signature);
  const auto users = schema == "pg_catalog" ? std::vector<const UserFunction*>()
                                            : universe_.functions(schema, name);
  if (candidates.empty() && users.empty()) {
    // type(x) is a cast where there is no such function.
    const Type type = universe_.named_type(schema, name);
    if (arguments.size() == 1 && type.known()) return cast_to(arguments[0], type);
    made->funcname = make_name({schema, name});
    refer(model::Reference::Kind::function, {schema, name});
    for (const Typed& argument : arguments)
      if (argument.type.is('u')) certain_ = false;
    if (schema.empty()) certain_ = false;  // where it lives is not known
    return {node_of(made), unknowable};
  }
  for (const UserFunction* user : users)
    candidates.push_back(&user->signature);
  if (const Type type = as_cast(node, candidates, arguments); type.known())
    return cast_to(arguments[0], type);
  if (candidates.size() == users.size()) {
    made->funcname = make_name({users[0]->name.schema, name});
    refer(model::Reference::Kind::function, users[0]->name);
  } else {
    made->funcname = needs_schema(name) ? make_name({"pg_catalog", name}) : make_name({name});
  }
  return called(node, candidates, std::move(arguments), made);
}

// func_get_detail(): where no function takes the argument as it is, type(x) is a cast that costs
// nothing or goes through text. Unknowable: it is a call.
Type Analyser::as_cast(const FuncCall& node, const std::vector<const Signature*>& candidates,
                       const Values& arguments) const {
  const Items parts(node.funcname);
  if (arguments.size() != 1 || !arguments[0].type.known()) return unknowable;
  const Type type =
      universe_.named_type(parts.size() > 1 ? string_of(parts[0]) : "", string_of(parts.back()));
  const Type& from = arguments[0].type;
  if (!type.known()) return unknowable;
  for (const Signature* candidate : candidates)
    if (candidate->arguments.size() == 1 && same_type(candidate->arguments[0], from))
      return unknowable;
  if (from.is('u') || same_type(universe_.base_of(from), universe_.base_of(type))) return type;
  const Cast cast = universe_.cast(universe_.base_of(from).base, type.base);
  const bool text = cast.context == '\0' && universe_.category(from) != 'C' &&
                    (universe_.category(type) == 'S' || universe_.category(from) == 'S');
  return cast.method == 'b' || text ? type : unknowable;
}

Typed Analyser::called(const FuncCall& node, const std::vector<const Signature*>& candidates,
                       Values arguments, FuncCall* made) {
  bool all_known = !node.func_variadic;
  std::vector<Type> types;
  for (const Typed& argument : arguments) {
    all_known = all_known && argument.type.known();
    types.push_back(argument.type);
  }
  const auto resolved = all_known ? resolve_call(universe_, candidates, types) : std::nullopt;
  if (resolved) {
    Nodes nodes;
    for (std::size_t i = 0; i < arguments.size(); ++i)
      nodes.push_back(coerce(arguments[i], resolved->arguments[i]));
    sort_as_converted(node, arguments, nodes, made);
    for (const UserFunction* user :
         universe_.functions("", string_of(Items(node.funcname).back()))) {
      if (&user->signature != resolved->signature)
        continue;  // a user's overload of a built-in name
      made->funcname = make_name({user->name.schema, user->name.name});
      refer(model::Reference::Kind::function, user->name);
    }
    return {node_of(made), resolved->result};
  }
  // Not decided, but all that could be meant may agree on the result.
  if (!arguments.empty()) certain_ = false;
  Type result = candidates[0]->result;
  for (const Signature* candidate : candidates)
    if (!(candidate->result == result)) result = unknowable;
  return {node_of(made), result};
}

// WITHIN GROUP sorts by further arguments; ORDER BY inside a plain aggregate, by an argument as it
// was converted when the same expression is one.
void Analyser::sort_as_converted(const FuncCall& node, const Values& arguments,
                                 const Nodes& converted, FuncCall* made) {
  const std::size_t direct = Items(node.args).size();
  made->args =
      make_list({converted.begin(), converted.begin() + static_cast<std::ptrdiff_t>(direct)});
  Nodes sorted;
  std::size_t i = direct;
  for (const Node* item : Items(made->agg_order)) {
    auto* sort = copy_node(as<SortBy>(item));
    if (node.agg_within_group && i < converted.size()) sort->node = converted[i++];
    const std::string key = print_expression(sort->node);
    for (std::size_t k = 0; k < direct && !node.agg_within_group; ++k)
      if (print_expression(arguments[k].node) == key) sort->node = converted[k];
    sorted.push_back(node_of(sort));
  }
  made->agg_order = make_list(sorted);
}

// `repeated`: whether what has been sorted by already stays.
List* Analyser::order(const List* sorts, bool repeated) {
  Nodes made;
  std::set<std::string> seen;
  for (const Node* item : Items(sorts)) {
    const Typed key = expression(as<SortBy>(item).node);
    Node* node = key.type.is('u') ? coerce(key, text_type) : key.node;
    if (seen.insert(print_expression(node)).second || repeated)
      made.push_back(node_of(sort(as<SortBy>(item), node)));
  }
  return make_list(made);
}

// unify_hypothetical_args(): rank('1') WITHIN GROUP (ORDER BY n) compares each argument with what
// is sorted.
void Analyser::unify_hypothetical(std::string_view name, std::size_t direct, Values& arguments) {
  constexpr std::array<std::string_view, 4> ranks = {"rank", "dense_rank", "percent_rank",
                                                     "cume_dist"};
  if (std::find(ranks.begin(), ranks.end(), name) == ranks.end() || arguments.size() != 2 * direct)
    return;
  for (std::size_t i = 0; i < direct; ++i) {
    const Type type = common({arguments[direct + i], arguments[i]});
    for (Typed* side : {&arguments[i], &arguments[direct + i]})
      *side = {coerce(*side, type), type};
  }
}

// ASC and NULLS LAST are what no words mean; so are NULLS FIRST after DESC, USING < and USING >.
SortBy* Analyser::sort(const SortBy& sort, Node* key) {
  auto* made = copy_node(sort);
  made->node = key;
  if (made->sortby_dir == SORTBY_USING && made->useOp != nullptr) {
    const Items parts(made->useOp);
    const bool built_in = parts.size() == 1 || string_of(parts[0]) == "pg_catalog";
    const std::string name = built_in ? string_of(parts.back()) : "";
    if (!built_in) certain_ = false;
    if (name == "<") made->sortby_dir = SORTBY_DEFAULT;
    if (name == ">") made->sortby_dir = SORTBY_DESC;
  }
  if (made->sortby_dir == SORTBY_ASC) made->sortby_dir = SORTBY_DEFAULT;
  const SortByNulls implied =
      made->sortby_dir == SORTBY_DESC ? SORTBY_NULLS_FIRST : SORTBY_NULLS_LAST;
  if (made->sortby_nulls == implied) made->sortby_nulls = SORTBY_NULLS_DEFAULT;
  return made;
}

// transformFrameOffset(): rows are counted; a range is of the type sorted by, of moments an
// interval.
Node* Analyser::offset(const WindowDef& window, const Node* written) {
  const Typed value = expression(written);
  if (!value.type.is('u')) return value.node;
  if ((window.frameOptions & FRAMEOPTION_RANGE) == 0) return coerce(value, builtin_type('l'));
  const Items sorted(window.orderClause);
  if (sorted.size() != 1) return uncertain(value.node).node;
  const Type key = universe_.base_of(expression(as<SortBy>(sorted[0]).node).type).plain();
  const auto one_of = [&](std::string_view codes) {
    return key.known() && !key.array && key.base < first_user_type &&
           codes.find(static_cast<char>(key.base)) != std::string_view::npos;
  };
  if (one_of("DSZTzI")) return coerce(value, builtin_type('I'));
  if (one_of("df")) return coerce(value, builtin_type('d'));
  if (one_of("sil#")) return coerce(value, key);
  return uncertain(value.node).node;
}

WindowDef* Analyser::window(const WindowDef* window) {
  if (window == nullptr) return nullptr;
  WindowDef* made = copy_node(*window);
  Nodes keys;
  std::set<std::string> seen;
  for (const Node* item : Items(window->partitionClause)) {
    const Typed key = expression(item);
    if (seen.insert(print_expression(key.node)).second) keys.push_back(key.node);
  }
  made->partitionClause = make_list(keys);
  made->orderClause = order(window->orderClause, false);
  if (window->startOffset != nullptr) made->startOffset = offset(*window, window->startOffset);
  if (window->endOffset != nullptr) made->endOffset = offset(*window, window->endOffset);
  // The short form of a frame ends at the current row.
  if ((made->frameOptions & FRAMEOPTION_NONDEFAULT) != 0) made->frameOptions |= FRAMEOPTION_BETWEEN;
  return made;
}

// transformWindowFuncCall(): OVER (...) that is defined as one with a name is that one.
WindowDef* Analyser::over(const WindowDef* window) {
  WindowDef* made = this->window(window);
  if (made == nullptr || made->name != nullptr) return made;
  const auto printed = [](const WindowDef& definition) {
    auto* unnamed = copy_node(definition);
    unnamed->name = nullptr;
    auto* call = new_node<FuncCall>(T_FuncCall);
    call->funcname = make_name({"w"});
    call->over = unnamed;
    return print_expression(node_of(call));
  };
  for (const Node* item : Items(windows_)) {
    if (printed(as<WindowDef>(item)) != printed(*made)) continue;
    made = new_node<WindowDef>(T_WindowDef);
    made->name = as<WindowDef>(item).name;
    made->frameOptions = FRAMEOPTION_DEFAULTS;
    break;
  }
  return made;
}

}  // namespace mimar::sql
