//! Every screen there is, for the tests that look at all of them.

use microneedling_planner::domain::checklist::Checklist;
use microneedling_planner::domain::course::SessionId;
use microneedling_planner::domain::ids::ConcernId;
use microneedling_planner::present::evidence::Topic;
use microneedling_planner::present::questions::Question;
use microneedling_planner::present::route::{Check, Route, Step};

/// The screens, in no order, without the one for addresses that lead nowhere.
pub fn routes() -> Vec<Route> {
    let mut routes = vec![
        Route::Start,
        Route::Healing,
        Route::Uses,
        Route::Skin,
        Route::Next,
        Route::Answers,
        Route::Plan,
        Route::StyleGuide,
        Route::Today,
        Route::ClinicRules,
        Route::Sessions,
        Route::Diary,
        Route::Entry,
        Route::Photos,
        Route::Take,
        Route::Consultation,
        Route::Restore,
        Route::Saved,
        Route::Settings,
        Route::Evidence(None),
        Route::row(Topic::Conflicts, "melasma_first-line"),
        Route::Estimator,
        Route::Options,
        Route::Understanding,
        Route::About,
        Route::Privacy,
        Route::ForClinics,
    ];
    routes.extend([(1, 1), (1, 2), (2, 3)].map(|(course, number)| Route::Session(SessionId { course, number })));
    routes.extend(Check::ALL.iter().map(|check| Route::Normal(*check)));
    routes.extend(Step::ALL.iter().map(|step| Route::Learn(*step)));
    routes.extend(Question::ALL.iter().map(|question| Route::Question(*question)));
    routes.extend(ConcernId::ALL.iter().map(|concern| Route::topic(Topic::Concern(*concern))));
    routes.extend(Topic::OTHERS.iter().map(|topic| Route::topic(*topic)));
    routes.extend(Checklist::ALL.iter().map(|list| Route::Checklist(*list, u16::from(list.is_per_session()))));
    routes
}
