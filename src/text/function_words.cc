#include "text/function_words.h"

#include "text/word_list.h"

namespace casus::text {

namespace {

constexpr WordList kFunctionWords(
    {// Articles, pronouns, determiners.
     "a", "an", "the", "this", "that", "these", "those", "i", "you", "he", "she", "it", "we", "they", "me",
     "him", "her", "us", "them", "my", "your", "his", "its", "our", "their", "mine", "yours", "hers", "ours",
     "theirs", "himself", "herself", "itself", "themselves", "ourselves", "who", "whom", "whose", "which",
     "what", "some", "any", "no", "none", "all", "both", "each", "every", "either", "neither", "many", "much",
     "most", "such", "same", "everyone", "everything", "everybody", "someone", "something", "anyone",
     "anything", "nobody", "nothing", "whoever", "whatever", "whichever", "few", "several", "half", "another",
     "others", "it's", "he's", "she's", "that's", "there's", "don't", "didn't", "doesn't", "isn't", "wasn't",
     "couldn't", "can't", "won't",
     // Prepositions and conjunctions.
     "about", "above", "across", "after", "against", "along", "alongside", "amid", "amidst", "among",
     "amongst", "around", "as", "at", "because", "before", "behind", "below", "beneath", "beside", "besides",
     "between", "beyond", "but", "by", "concerning", "despite", "down", "during", "except", "for", "from",
     "given", "if", "in", "including", "inside", "into", "like", "near", "nor", "of", "off", "on", "once",
     "onto", "or", "out", "outside", "over", "per", "regarding", "since", "so", "than", "though", "although",
     "through", "throughout", "till", "to", "toward", "towards", "under", "unless", "until", "unlike", "up",
     "upon", "versus", "vs", "via", "when", "whenever", "where", "whereas", "wherever", "whether", "while",
     "whilst", "with", "within", "without", "and", "yet", "plus", "following", "according", "owing", "due",
     "notwithstanding", "ago",
     // Adverbs.
     "again", "almost", "already", "also", "altogether", "always", "anyway", "apart", "away", "back",
     "certainly", "clearly", "consequently", "currently", "earlier", "early", "else", "even", "ever",
     "eventually", "far", "finally", "first", "firstly", "forward", "furthermore", "generally", "hence",
     "here", "hereby", "how", "however", "immediately", "indeed", "initially", "instead", "just", "last",
     "late", "later", "least", "less", "likewise", "mainly", "maybe", "meanwhile", "moreover", "namely",
     "nearly", "never", "nevertheless", "next", "nonetheless", "not", "now", "nowadays", "often", "only",
     "originally", "otherwise", "overall", "partly", "perhaps", "possibly", "previously", "probably", "quite",
     "rather", "recently", "second", "secondly", "similarly", "simply", "sometimes", "soon", "still",
     "subsequently", "suddenly", "then", "there", "thereafter", "thereby", "therefore", "third", "thirdly",
     "thus", "today", "together", "tomorrow", "tonight", "too", "traditionally", "ultimately",
     "unfortunately", "usually", "very", "well", "why", "yes", "yesterday", "elsewhere", "afterwards",
     "apparently", "approximately", "roughly", "allegedly", "officially", "reportedly", "accordingly",
     "additionally", "alternatively", "fortunately", "historically", "importantly", "notably", "presumably",
     "specifically", "typically", "strictly", "formerly", "lastly", "please", "oh", "okay", "ok",
     // Auxiliary and common verbs.
     "am", "are", "is", "was", "were", "be", "been", "being", "do", "does", "did", "done", "doing", "have",
     "has", "had", "having", "can", "could", "may", "might", "must", "shall", "should", "will", "would",
     "ought", "let", "became", "become", "began", "begun", "bought", "broke", "brought", "built", "came",
     "caught", "chose", "come", "cost", "cut", "drew", "drove", "fell", "felt", "fled", "fought", "found",
     "gave", "get", "go", "goes", "got", "grew", "held", "hit", "kept", "knew", "laid", "lay", "led", "left",
     "lost", "made", "make", "makes", "meant", "met", "paid", "put", "ran", "rose", "said", "sat", "saw",
     "say", "says", "see", "sent", "set", "sold", "spent", "spoke", "stood", "take", "taken", "takes",
     "thought", "told", "took", "went", "withdrew", "won", "wore", "worth", "wrote", "remain", "remained",
     "included", "include", "includes", "reached", "seem", "seemed", "survived", "died", "signed", "agreed",
     "arrived", "lived", "worked", "hereafter", "herein", "whereupon", "etc", "e", "g"});

constexpr WordList kMonths({"january",   "february", "march",    "april",    "may",  "june", "july", "august",
                            "september", "october",  "november", "december", "jan",  "feb",  "mar",  "apr",
                            "jun",       "jul",      "aug",      "sep",      "sept", "oct",  "nov",  "dec"});
constexpr WordList kWeekdays({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"});

}  // namespace

bool IsFunctionWord(std::string_view word) { return kFunctionWords.Contains(word); }

bool IsMonth(std::string_view word) { return kMonths.Contains(word); }

bool IsWeekday(std::string_view word) { return kWeekdays.Contains(word); }

}  // namespace casus::text
