#pragma once
// PostgreSQL's own parse tree, as libpg_query builds it. The only place that includes its headers:
// their macros are undefined again, so include this after everything else.

#include <cstddef>
#include <string>
#include <string_view>

// PostgreSQL has a global type of this name; ours is a common word.
#define text pg_text
extern "C" {
#include <postgres.h>
//
#include <nodes/nodeFuncs.h>
#include <nodes/parsenodes.h>
#include <pg_query.h>
#include <pg_query_internal.h>
}

#undef _
#undef text
#undef Abs
#undef Assert
#undef Max
#undef Min
#undef foreach
#undef fprintf
#undef gettext
#undef lengthof
#undef likely
#undef ngettext
#undef printf
#undef restrict
#undef snprintf
#undef sprintf
#undef strerror
#undef strerror_r
#undef unlikely
#undef vfprintf
#undef vprintf
#undef vsnprintf
#undef vsprintf

namespace mimar::sql {

// Every node starts with its tag.
inline NodeTag tag_of(const void* node) {
  return static_cast<const Node*>(node)->type;
}

// The node as its struct; the caller has looked at the tag.
template <class T>
const T& as(const void* node) {
  return *static_cast<const T*>(node);
}

// The members of a List, for range-for; a null list is empty.
class Items {
 public:
  explicit Items(const List* list) : list_(list) {}
  class Iterator {
   public:
    explicit Iterator(const ListCell* cell) : cell_(cell) {}
    const Node* operator*() const { return static_cast<const Node*>(cell_->ptr_value); }
    Iterator& operator++() { return ++cell_, *this; }
    bool operator!=(const Iterator& other) const { return cell_ != other.cell_; }

   private:
    const ListCell* cell_;
  };
  Iterator begin() const { return Iterator(list_ != nullptr ? list_->elements : nullptr); }
  Iterator end() const {
    return Iterator(list_ != nullptr ? list_->elements + list_->length : nullptr);
  }
  std::size_t size() const {
    return list_ != nullptr ? static_cast<std::size_t>(list_->length) : 0;
  }
  bool empty() const { return size() == 0; }
  const Node* operator[](std::size_t at) const {
    return static_cast<const Node*>(list_->elements[at].ptr_value);
  }
  const Node* back() const { return (*this)[size() - 1]; }

 private:
  const List* list_;
};

inline std::string text_of(const char* text) {
  return text != nullptr ? text : "";
}
inline std::string string_of(const Node* node) {
  return text_of(as<String>(node).sval);
}

// The trees of one piece of SQL text; they live as long as this object. Thread-confined:
// libpg_query keeps its current memory context per thread.
class ParseTree {
 public:
  explicit ParseTree(std::string_view text);
  ~ParseTree();
  ParseTree(const ParseTree&) = delete;
  ParseTree& operator=(const ParseTree&) = delete;

  bool ok() const { return message_.empty(); }
  Items statements() const { return Items(trees_); }  // of RawStmt
  Node* only_statement() const;    // null where the text is broken, or not one statement
  const Node* only_query() const;  // the same, and null where it is no SELECT
  const std::string& message() const { return message_; }
  std::size_t error_offset() const {
    return error_offset_;
  }  // bytes into the text; its size at the end of input

 private:
  MemoryContext context_;
  std::string
      text_;  // the parser wants a terminated string, and the trees' locations are offsets into it
  const List* trees_ = nullptr;
  std::string message_;
  std::size_t error_offset_ = 0;
};

}  // namespace mimar::sql
