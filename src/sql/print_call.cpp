// Function calls: the plain form, the forms with a grammar of their own, aggregates and windows.

#include "model/quote.h"
#include "sql/printer.h"

namespace mimar::sql {

bool is_syntax_call(const Node* node, std::string_view name) {
  const auto& call = as<FuncCall>(node);
  const Items parts(call.funcname);
  return call.funcformat == COERCE_SQL_SYNTAX && parts.size() == 2 && string_of(parts[1]) == name;
}

void Printer::call(const FuncCall& node) {
  if (node.funcformat == COERCE_SQL_SYNTAX && special_call(node)) return;
  names(node.funcname);
  word("(");
  if (node.agg_star) word("*");
  if (node.agg_distinct) word("DISTINCT ");
  const Items arguments(node.args);
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (i > 0) word(", ");
    if (node.func_variadic && i + 1 == arguments.size()) word("VARIADIC ");
    expression(arguments[i]);
  }
  if (node.agg_order != nullptr && !node.agg_within_group) {
    word(" ORDER BY ");
    expressions(node.agg_order);
  }
  word(")");
  call_tail(node);
}

bool Printer::special_call(const FuncCall& node) {
  const Items arguments(node.args);
  const auto* call = reinterpret_cast<const Node*>(&node);
  const auto argument = [&](std::string_view before, std::size_t i) {
    word(before);
    expression(arguments[i], Binding::cast);
  };
  if (is_syntax_call(call, "timezone") && arguments.size() == 2) {
    expression(arguments[1], Binding::at_zone);
    word(" AT TIME ZONE ");
    expression(arguments[0], Binding::collate);
    return true;
  }
  if (is_syntax_call(call, "extract") && tag_of(arguments[0]) == T_A_Const) {
    word("EXTRACT(");
    const std::string field = text_of(as<A_Const>(arguments[0]).val.sval.sval);
    const std::string quoted = model::quote_identifier(field);
    word(quoted == field ? field : model::quote_literal(field));
    argument(" FROM ", 1);
  } else if (is_syntax_call(call, "position")) {
    argument("POSITION(", 1);
    argument(" IN ", 0);
  } else if (is_syntax_call(call, "substring") && arguments.size() >= 2) {
    argument("SUBSTRING(", 0);
    argument(" FROM ", 1);
    if (arguments.size() == 3) argument(" FOR ", 2);
  } else if (is_syntax_call(call, "overlay") && arguments.size() >= 3) {
    argument("OVERLAY(", 0);
    argument(" PLACING ", 1);
    argument(" FROM ", 2);
    if (arguments.size() == 4) argument(" FOR ", 3);
  } else if (is_syntax_call(call, "btrim") || is_syntax_call(call, "ltrim") ||
             is_syntax_call(call, "rtrim")) {
    const std::string kind = string_of(Items(node.funcname)[1]);
    word(kind == "btrim" ? "TRIM(BOTH " : kind == "ltrim" ? "TRIM(LEADING " : "TRIM(TRAILING ");
    if (arguments.size() == 2) argument("", 1);
    argument(arguments.size() == 2 ? " FROM " : "FROM ", 0);
  } else {
    return false;
  }
  word(")");
  return true;
}

void Printer::call_tail(const FuncCall& node) {
  if (node.agg_within_group) {
    word(" WITHIN GROUP (ORDER BY ");
    expressions(node.agg_order);
    word(")");
  }
  if (node.agg_filter != nullptr) {
    word(" FILTER (WHERE ");
    expression(node.agg_filter);
    word(")");
  }
  if (node.over == nullptr) return;
  word(" OVER ");
  if (node.over->name != nullptr) return name(node.over->name);
  window(*node.over);
}

void Printer::window(const WindowDef& window) {
  std::string_view space;
  const auto part = [&](std::string_view keyword) {
    word(space);
    word(keyword);
    space = " ";
  };
  word("(");
  if (window.refname != nullptr) {
    part("");
    name(window.refname);
  }
  if (window.partitionClause != nullptr) {
    part("PARTITION BY ");
    expressions(window.partitionClause);
  }
  if (window.orderClause != nullptr) {
    part("ORDER BY ");
    expressions(window.orderClause);
  }
  if ((window.frameOptions & FRAMEOPTION_NONDEFAULT) != 0) {
    part("");
    frame(window);
  }
  word(")");
}

void Printer::frame(const WindowDef& window) {
  const int options = window.frameOptions;
  word((options & FRAMEOPTION_RANGE) != 0  ? "RANGE "
       : (options & FRAMEOPTION_ROWS) != 0 ? "ROWS "
                                           : "GROUPS ");
  if ((options & FRAMEOPTION_BETWEEN) != 0) {
    word("BETWEEN ");
    frame_bound(window, true);
    word(" AND ");
    frame_bound(window, false);
  } else {
    frame_bound(window, true);
  }
  if ((options & FRAMEOPTION_EXCLUDE_CURRENT_ROW) != 0) word(" EXCLUDE CURRENT ROW");
  if ((options & FRAMEOPTION_EXCLUDE_GROUP) != 0) word(" EXCLUDE GROUP");
  if ((options & FRAMEOPTION_EXCLUDE_TIES) != 0) word(" EXCLUDE TIES");
}

void Printer::frame_bound(const WindowDef& window, bool start) {
  const auto is = [&](int when_start, int when_end) {
    return (window.frameOptions & (start ? when_start : when_end)) != 0;
  };
  if (is(FRAMEOPTION_START_UNBOUNDED_PRECEDING, FRAMEOPTION_END_UNBOUNDED_PRECEDING))
    return word("UNBOUNDED PRECEDING");
  if (is(FRAMEOPTION_START_UNBOUNDED_FOLLOWING, FRAMEOPTION_END_UNBOUNDED_FOLLOWING))
    return word("UNBOUNDED FOLLOWING");
  if (is(FRAMEOPTION_START_CURRENT_ROW, FRAMEOPTION_END_CURRENT_ROW)) return word("CURRENT ROW");
  expression(start ? window.startOffset : window.endOffset, Binding::sum);
  word(is(FRAMEOPTION_START_OFFSET_PRECEDING, FRAMEOPTION_END_OFFSET_PRECEDING) ? " PRECEDING"
                                                                                : " FOLLOWING");
}

}  // namespace mimar::sql
