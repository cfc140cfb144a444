//! The answers that the page shows. Their bodies stay here; the page asks for the rows on screen.
mod answer;

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::view::ErrorView;

pub(crate) use answer::Answer;

/// The page shows one answer of an integration, and one beside it. More are kept for going back and forth.
const MOST_ANSWERS: usize = 12;

/// Bytes of bodies that are held beside the latest two, which are never let go.
const MOST_BYTES: usize = 512 * 1000 * 1000;

/// Answers by the names that the page has for them.
#[derive(Default)]
pub(crate) struct Answers(Mutex<VecDeque<(String, Arc<Answer>)>>);

impl Answers {
    /// Takes an answer in; older ones give way.
    pub(crate) fn put(&self, id: String, answer: Answer) -> Arc<Answer> {
        let answer = Arc::new(answer);
        let mut all = self.all();
        all.push_back((id, Arc::clone(&answer)));
        while all.len() > MOST_ANSWERS || all.len() > 2 && bytes_of(&all) > MOST_BYTES {
            all.pop_front();
        }
        answer
    }

    /// The answer of that name.
    pub(crate) fn get(&self, id: &str) -> Result<Arc<Answer>, ErrorView> {
        let all = self.all();
        let found = all.iter().find(|(known, _)| known == id);
        found.map(|(_, answer)| Arc::clone(answer)).ok_or_else(|| {
            ErrorView::new(
                "answer_gone",
                "This answer is no longer held.",
                "Send the request again, or open it from Activity.",
            )
        })
    }

    /// Lets one go.
    pub(crate) fn drop(&self, id: &str) {
        self.all().retain(|(known, _)| known != id);
    }

    /// Lets all of them go: the app is locked.
    pub(crate) fn clear(&self) {
        self.all().clear();
    }

    /// Whether any held answer contains the text. All of them are searched, which takes a while: not on a thread that others
    /// wait for.
    pub(crate) fn mention(&self, text: &str) -> bool {
        let all: Vec<Arc<Answer>> = self
            .all()
            .iter()
            .map(|(_, answer)| answer.clone())
            .collect();
        all.iter().any(|answer| answer.mentions(text))
    }

    fn all(&self) -> MutexGuard<'_, VecDeque<(String, Arc<Answer>)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn bytes_of(answers: &VecDeque<(String, Arc<Answer>)>) -> usize {
    let bytes = answers.iter().map(|(_, answer)| answer.body.bytes().len());
    bytes.sum()
}

#[cfg(test)]
mod tests {
    use super::answer::tests::answer;
    use super::*;

    #[test]
    fn only_so_many_answers_are_held_and_the_latest_stay() {
        let answers = Answers::default();
        for number in 0..20 {
            answers.put(number.to_string(), answer("{}"));
        }
        assert!(answers.get("7").is_err() && answers.get("8").is_ok());
        answers.drop("8");
        assert_eq!(answers.get("8").err().unwrap().code, "answer_gone");
    }

    #[test]
    fn a_link_is_known_from_the_answer_that_has_it() {
        let answers = Answers::default();
        answers.put(
            "1".into(),
            answer(r#"{"url":"https:\/\/www.example.com\/a"}"#),
        );
        assert!(answers.mention("https://www.example.com/a"));
        assert!(!answers.mention("https://www.example.com/b"));
    }
}
