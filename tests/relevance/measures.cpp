// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "tests/relevance/measures.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iomanip>
#include <sstream>
#include <stdexcept>

namespace fihrist::relevance {
namespace {

std::ifstream open(const std::filesystem::path& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error(path.string() + ": cannot be read");
  return file;
}

[[noreturn]] void fail(const std::filesystem::path& path, std::size_t line,
                       const std::string& what) {
  throw std::runtime_error(path.string() + ":" + std::to_string(line) + ": " + what);
}

double gain(int grade, std::size_t rank) {
  return grade / std::log2(static_cast<double>(rank) + 2.0);  // rank from 0
}

}  // namespace

std::vector<Query> read_queries(const std::filesystem::path& path) {
  std::ifstream file = open(path);
  std::vector<Query> queries;
  std::size_t number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    if (line.empty() || line.starts_with('#')) continue;
    const std::size_t tab = line.find('\t');
    if (tab == std::string::npos) fail(path, number, "is not `id<TAB>text`");
    queries.push_back({line.substr(0, tab), line.substr(tab + 1)});
  }
  return queries;
}

Judgements read_judgements(const std::filesystem::path& path) {
  std::ifstream file = open(path);
  Judgements judgements;
  std::size_t number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    if (line.empty() || line.starts_with('#')) continue;
    std::istringstream fields(line);
    std::string query;
    std::string unused;
    std::string article;
    int grade = 0;
    if (!(fields >> query >> unused >> article >> grade)) {
      fail(path, number, "is not `query 0 article grade`");
    }
    if (grade > 0) judgements[query][article] = grade;
  }
  return judgements;
}

void write_run(const Run& run, const std::filesystem::path& path) {
  std::ofstream out(path);
  out << std::fixed << std::setprecision(6);
  for (const auto& [query, articles] : run) {
    for (std::size_t i = 0; i < articles.size(); ++i) {
      out << query << " Q0 " << articles[i].id << ' ' << i + 1 << ' ' << articles[i].score
          << " fihrist\n";
    }
  }
  out.flush();
  if (!out) throw std::runtime_error(path.string() + ": cannot be written");
}

Measures measure(const Run& run, const Judgements& judgements) {
  Measures sum;
  for (const auto& [query, relevant] : judgements) {
    std::vector<int> grades;
    for (const auto& [article, grade] : relevant) grades.push_back(grade);
    std::sort(grades.rbegin(), grades.rend());
    double ideal = 0;
    for (std::size_t i = 0; i < std::min<std::size_t>(grades.size(), 10); ++i) {
      ideal += gain(grades[i], i);
    }
    const auto found = run.find(query);
    if (found == run.end()) continue;
    double dcg = 0;
    double first = 0;
    std::size_t met = 0;
    for (std::size_t i = 0; i < std::min<std::size_t>(found->second.size(), 100); ++i) {
      const auto judged = relevant.find(found->second[i].id);
      if (judged == relevant.end()) continue;
      ++met;
      if (i >= 10) continue;
      dcg += gain(judged->second, i);
      if (first == 0) first = 1.0 / static_cast<double>(i + 1);
    }
    sum.ndcg_at_10 += dcg / ideal;
    sum.mrr_at_10 += first;
    sum.recall_at_100 += static_cast<double>(met) / static_cast<double>(relevant.size());
  }
  const auto count = static_cast<double>(std::max<std::size_t>(judgements.size(), 1));
  return {sum.ndcg_at_10 / count, sum.mrr_at_10 / count, sum.recall_at_100 / count,
          judgements.size()};
}

}  // namespace fihrist::relevance
