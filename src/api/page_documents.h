#pragma once

// The documents of a dossier as blocks of a page: headings, prose, code with its statements.
//
//   PageDocuments(workspace, record)     // record: null if the dossier cannot be evaluated

#include <nlohmann/json.hpp>

#include "api/workspace.h"
#include "law/record.h"

namespace casus::api {

nlohmann::ordered_json PageDocuments(const Workspace& workspace, const law::Record* record);

}  // namespace casus::api
