#include "api/prose.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>

#include <memory>
#include <vector>

namespace casus::api {
namespace {

struct Free {
  void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
  void operator()(cmark_node* node) const { cmark_node_free(node); }
  void operator()(cmark_iter* iterator) const { cmark_iter_free(iterator); }
  void operator()(char* text) const { cmark_get_default_mem_allocator()->free(text); }
};

bool LeadsOut(std::string_view url) {
  return url.starts_with("http://") || url.starts_with("https://") || url.starts_with("mailto:") ||
         url.starts_with("#");
}

// HTML becomes the text that it is; images and links that lead into the folder give way to their contents.
void MakeHarmless(cmark_node* document) {
  std::vector<cmark_node*> html, html_blocks, wrappers;
  const std::unique_ptr<cmark_iter, Free> iterator(cmark_iter_new(document));
  for (cmark_event_type event = cmark_iter_next(iterator.get()); event != CMARK_EVENT_DONE;
       event = cmark_iter_next(iterator.get())) {
    if (event != CMARK_EVENT_ENTER) continue;
    cmark_node* node = cmark_iter_get_node(iterator.get());
    const cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_HTML_INLINE) html.push_back(node);
    if (type == CMARK_NODE_HTML_BLOCK) html_blocks.push_back(node);
    if (type == CMARK_NODE_IMAGE || (type == CMARK_NODE_LINK && !LeadsOut(cmark_node_get_url(node)))) {
      wrappers.push_back(node);
    }
  }
  auto text_of = [](cmark_node* node) {
    cmark_node* text = cmark_node_new(CMARK_NODE_TEXT);
    cmark_node_set_literal(text, cmark_node_get_literal(node));
    return text;
  };
  auto replace = [](cmark_node* node, cmark_node* by) {
    cmark_node_replace(node, by);
    cmark_node_free(node);
  };
  for (cmark_node* node : html) replace(node, text_of(node));
  for (cmark_node* node : html_blocks) {
    cmark_node* paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH);
    cmark_node_append_child(paragraph, text_of(node));
    replace(node, paragraph);
  }
  for (cmark_node* node : wrappers) {
    while (cmark_node* child = cmark_node_first_child(node)) cmark_node_insert_before(node, child);
    cmark_node_unlink(node);
    cmark_node_free(node);
  }
}

}  // namespace

std::string ProseHtml(std::string_view markdown) {
  cmark_gfm_core_extensions_ensure_registered();
  const std::unique_ptr<cmark_parser, Free> parser(
      cmark_parser_new(CMARK_OPT_VALIDATE_UTF8 | CMARK_OPT_SMART));
  for (const char* name : {"table", "strikethrough"}) {
    if (cmark_syntax_extension* extension = cmark_find_syntax_extension(name)) {
      cmark_parser_attach_syntax_extension(parser.get(), extension);
    }
  }
  cmark_parser_feed(parser.get(), markdown.data(), markdown.size());
  const std::unique_ptr<cmark_node, Free> document(cmark_parser_finish(parser.get()));
  MakeHarmless(document.get());
  const std::unique_ptr<char, Free> html(
      cmark_render_html(document.get(), CMARK_OPT_SAFE, cmark_parser_get_syntax_extensions(parser.get())));
  return html.get();
}

}  // namespace casus::api
