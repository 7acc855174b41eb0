#include "sql/print.h"

#include "sql/printer.h"

namespace mimar::sql {

std::string print_expression(const Node* expression) {
  Printer printer;
  printer.expression(expression);
  return printer.take();
}

std::string print_query(const Node* statement) {
  Printer printer;
  printer.query(statement);
  return printer.take();
}

std::string print_type(const TypeName& type) {
  Printer printer;
  printer.type(type);
  return printer.take();
}

}  // namespace mimar::sql
