//! What a word reaches: what is taken back, told as a reason, refused of another day.

use super::super::Intent;
use super::*;

#[test]
fn what_is_taken_back_counts_no_more() {
    check(["quinta, digo, sexta", "el jueves, perdón, el viernes", "thursday, sorry, friday"], Intent::Pick { n: 3 });
    check(["a 1, ops, a 3", "la 1, perdón, la 3", "1, oops, 3"], Intent::Pick { n: 3 });
    check(
        [
            "quarta de manhã, digo, à tarde",
            "miércoles por la mañana, digo, por la tarde",
            "wednesday morning, I mean afternoon",
        ],
        Intent::Pick { n: 2 },
    );
}

#[test]
fn a_day_that_is_a_reason_asks_for_nothing() {
    check(
        [
            "quinta é o aniversário da minha filha, então sexta",
            "el jueves es el cumple de mi hija, mejor el viernes",
            "thursday is my daughter's birthday, so friday",
        ],
        Intent::Pick { n: 3 },
    );
    check(
        [
            "sexta, porque na quinta trabalho",
            "el viernes, porque el jueves trabajo",
            "friday because I work on thursday",
        ],
        Intent::Pick { n: 3 },
    );
    check(["trabalho na sexta", "trabajo el viernes", "I work on friday"], Intent::Unclear);
    check(["trabalho na terça", "trabajo el martes", "I work on tuesday"], Intent::NotHome);
    check(
        ["talvez sexta, então veremos", "quizás el viernes, entonces veremos", "maybe friday, so we'll see"],
        Intent::Unclear,
    );
}

#[test]
fn somebody_else_at_home_will_do_and_a_word_to_the_driver_takes_no_yes_back() {
    check(
        [
            "amanhã não estou, terça trabalho mas minha mãe vai estar em casa",
            "el martes trabajo pero mi mamá va a estar en casa",
            "I work tuesday but my wife will be home",
        ],
        Intent::Confirm,
    );
    check(["ok, me liga antes", "vale, pero que llamen antes", "ok but call me"], Intent::Confirm);
    check(["deixa com o porteiro", "déjenlo con el portero", "leave it with the doorman"], Intent::Unclear);
}

#[test]
fn a_slip_that_ends_in_a_refusal_picks_nothing() {
    let texts =
        ["quarta à tarde, na verdade não", "el miércoles por la tarde, perdón, no puedo", "friday, sorry, can't"];
    for (language, text) in Language::ALL.into_iter().zip(texts) {
        assert!(matches!(understand(text, &situation(language)), Intent::Unclear | Intent::NotHome), "{text}");
    }
    check(["desculpa pela sexta", "perdón por lo del viernes", "sorry about friday"], Intent::Unclear);
}

#[test]
fn refusing_another_day_than_the_scheduled_one_says_nothing_of_it() {
    check(["sexta não posso", "el viernes no puedo", "I can't do friday"], Intent::Unclear);
    check(["terça não posso", "el martes no puedo", "I can't do tuesday"], Intent::NotHome);
    check(["não posso", "no puedo", "I can't"], Intent::NotHome);
}

#[test]
fn the_other_one_is_the_one_that_is_left() {
    check(["quarta não, a outra", "el miércoles no, la otra", "not wednesday, the other one"], Intent::Pick { n: 3 });
    check(["a outra opção", "la otra opción", "the other one"], Intent::MoveTo { date: None, shift: None });
}

#[test]
fn what_is_not_wanted_any_more_is_cancelled_and_what_is_not_wanted_on_a_day_is_not() {
    check(
        [
            "já comprei outro, não precisa mais trazer",
            "ya compré uno, no lo traigan",
            "I already bought one, don't deliver",
        ],
        Intent::CancelDelivery,
    );
    check(["não tragam na terça", "no lo traigan el martes", "don't deliver on tuesday"], Intent::NotHome);
    check(
        ["não me mandem o produto errado", "no me manden el producto equivocado", "don't send me the wrong item"],
        Intent::Unclear,
    );
}

#[test]
fn a_bare_question_for_a_day_that_is_not_offered_asks_for_it_and_for_one_that_is_offered_asks() {
    let saturday = Intent::MoveTo { date: Some(date(2026, 11, 28)), shift: None };
    check(["sábado?", "¿el sábado?", "saturday?"], saturday);
    check(["sexta?", "¿el viernes?", "friday?"], Intent::Unclear);
}

/// Two windows: Wednesday morning and Friday afternoon.
fn two(language: Language) -> Situation {
    let mut two = situation(language);
    two.offered.remove(1);
    two
}

#[test]
fn the_earlier_and_the_later_one_are_windows_where_days_and_hours_agree() {
    let check = |situation: fn(Language) -> Situation, texts: [&str; 3], expected: Intent| {
        for (language, text) in Language::ALL.into_iter().zip(texts) {
            assert_eq!(understand(text, &situation(language)), expected, "{text}");
        }
    };
    check(two, ["a mais cedo", "la más temprana", "the earlier one"], Intent::Pick { n: 1 });
    check(two, ["a mais tarde", "la más tarde", "the later one please"], Intent::Pick { n: 3 });
    // Of three, none is the earlier one.
    assert_eq!(understand("the earlier one", &situation(Language::English)), Intent::Unclear);
    assert_eq!(understand("the earliest one", &situation(Language::English)), Intent::Pick { n: 1 });
    // Wednesday night is the earlier day and the later hour.
    let mut crossed = two(Language::English);
    crossed.offered.iter_mut().take(1).for_each(|offer| offer.shift = Shift::Night);
    assert_eq!(understand("the later one", &crossed), Intent::Unclear);
}

#[test]
fn numbers_that_say_where_choose_nothing() {
    check(["sim, apto 101", "sí, depto 101", "yes, flat 101"], Intent::Confirm);
    let codes = ["sim, o código do portão é 4521", "sí, el código del portón es 4521", "yes, the gate code is 4521"];
    check(codes, Intent::Confirm);
    check(["apto 2", "depto 2", "flat 2"], Intent::Unclear);
    check(["portão 27", "portón 27", "gate 27"], Intent::Unclear);
}

#[test]
fn a_delivery_is_refused_only_as_a_whole() {
    let refused = ["devolvam ao remetente", "devuélvanlo al remitente", "please return it to sender"];
    check(refused, Intent::CancelDelivery);
    check(["não devolvam ao remetente", "no lo devuelvan", "I don't want you to send it back"], Intent::Unclear);
    let of_a_day = ["não quero a entrega na terça", "no quiero la entrega el martes", "I don't want it on Tuesday"];
    check(of_a_day, Intent::Unclear);
    let asked = ["posso recusar a entrega?", "¿puedo rechazar la entrega?", "can I refuse the delivery?"];
    check(asked, Intent::Question);
    check(["o pedido foi cancelado?", "¿el pedido está cancelado?", "is the order cancelled?"], Intent::Question);
    check(
        ["podem cancelar o pedido?", "¿pueden cancelar el pedido?", "can you cancel the order?"],
        Intent::CancelDelivery,
    );
    let instead =
        ["cancela terça e traz na sexta", "cancelen el martes, vengan el viernes", "cancel Tuesday, come Friday"];
    check(instead, Intent::Pick { n: 3 });
}
