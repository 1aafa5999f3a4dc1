//! What no text may say in any language: claims that nobody can make for a treatment, words that hurry people, redness as
//! if everyone's skin were white, and in translations anything surer than English is. Each pattern comes with a sentence
//! that it must catch and one that it must not. English has further rules of its own in `wording.rs`.

use std::collections::BTreeMap;

use microneedling_planner::content::languages::LANGUAGES;
use microneedling_planner::content::words::Kind;

use super::translations::{Forms, check, files, plain};
use super::{each_entry, nothing_wrong, shown, terms, words};

/// Words in a row: `a|b` is one or the other, `*` any ending. Then a sentence with it, and a harmless one that is like it.
type Claim = (&'static str, &'static str, &'static str);

/// The claims of one language.
struct Claims {
    tag: &'static str,
    banned: &'static [Claim],
    /// Words for red, which stand only where each of `tones` stands too.
    red: &'static [&'static str],
    tones: &'static [&'static str],
    /// What a person is told for certain, and the words of English that say the same.
    certain: &'static [(&'static str, &'static str)],
    /// Numbers in words, and what they may not stand before in what is no fact in English.
    numbers: &'static str,
    units: &'static str,
    /// Words about studies, which only a fact may use.
    studies: &'static [&'static str],
}

const CLAIMS: &[Claims] = &[
    Claims {
        tag: "en",
        banned: &[
            (
                "best treatment|treatments|option|options|choice|result|results|clinic|method|device",
                "The best results of all.",
                "Our best estimate.",
            ),
            ("safe for everyone|everybody|all", "It is safe for everyone.", "It is not for everyone."),
            ("always|totally|entirely|absolutely safe", "Needling is always safe.", "Always ask first."),
            ("safe without|with limit|limits|no", "Safe without limits.", "Keep it safe with a lock."),
            ("number one", "Our number one method.", "Number 1 of 4."),
            ("last|lasts forever", "Results that last forever.", "It lasts a few days."),
            ("once and for all", "Smooth once and for all.", "Once, and not for all."),
            (
                "erase|erases|remove|removes scars|scar|wrinkles|wrinkle|lines",
                "It erases scars.",
                "Erase what is kept here.",
            ),
            ("years younger", "You look years younger.", "People of 18 years and younger."),
            ("fda approved", "An FDA-approved pen.", "The FDA cleared it."),
            ("doctor recommended", "Doctor-recommended!", "What your doctor said."),
            ("today only", "Today only.", "Only what is due today."),
            ("only today", "Only today.", "Today."),
            ("book now|today", "Book now.", "Book when you are ready."),
            ("act now|fast", "Act now.", "What you do now is kept."),
            ("hurry*", "Hurry up.", "Slow down."),
            ("last|final chance", "Your last chance.", "A small chance."),
            ("limited time|offer|places", "For a limited time.", "Very limited evidence."),
            ("special offer|offers|price", "A special offer.", "Special care."),
            ("t|not miss out|this", "Don’t miss out.", "Do not miss a day of sunscreen."),
            ("places|spots left", "3 spots left.", "The left side."),
            ("too late to", "Before it is too late to start.", "Later is fine."),
            ("countdown*", "A countdown to your new skin.", "Counted in weeks."),
        ],
        red: &["red", "redness", "reddish", "redder", "reddened", "erythema"],
        tones: &["brown", "black"],
        certain: &[],
        numbers: "",
        units: "",
        studies: &[],
    },
    Claims {
        tag: "fr",
        banned: &[
            ("indolore*", "Des séances indolores.", "Une douleur légère."),
            ("sans douleur*", "Sans douleur.", "Sans attendre."),
            ("sans aucune douleur", "Sans aucune douleur.", "Sans aucune réponse."),
            ("sans la moindre douleur", "Sans la moindre douleur.", "La moindre question."),
            ("aucune douleur*", "Aucune douleur.", "Aucune séance."),
            ("ne fait pas mal", "Cela ne fait pas mal.", "Si cela fait mal, appelez."),
            ("sans risque*", "Une méthode sans risque.", "Il y a des risques."),
            ("sans aucun risque", "Sans aucun risque.", "Un risque réel."),
            ("sans le moindre risque", "Sans le moindre risque.", "Le risque est moindre."),
            ("aucun risque*", "Aucun risque.", "Aucun résultat."),
            ("zéro risque*", "Zéro risque.", "Zéro séance."),
            ("risque* zéro|nul|nuls", "Le risque zéro.", "Le risque est réel."),
            ("sans danger*", "C’est sans danger.", "Un signe de danger."),
            ("sans aucun danger", "Sans aucun danger.", "Aucun danger signalé ici."),
            (
                "totalement|complètement|parfaitement|entièrement|absolument|toujours sûr*",
                "C’est parfaitement sûr.",
                "Si vous n’êtes pas sûr.",
            ),
            (
                "sans effet|effets secondaire*|indésirable*",
                "Sans effets secondaires.",
                "Des effets secondaires possibles.",
            ),
            ("sans aucun effet secondaire|indésirable", "Sans aucun effet secondaire.", "Un effet secondaire."),
            (
                "a|cause|donne|avec aucun effet secondaire|indésirable",
                "N’a aucun effet indésirable.",
                "Le texte ne parle d’aucun effet secondaire durable.",
            ),
            ("sans éviction|convalescence|immobilisation", "Sans convalescence.", "La convalescence dure 3 jours."),
            ("aucune éviction|convalescence|immobilisation", "Aucune éviction sociale.", "Aucune séance."),
            (
                "sans temps|arrêt|période d arrêt|activité|activités|récupération",
                "Sans temps d’arrêt.",
                "Le temps d’arrêt est court.",
            ),
            ("aucun temps|arrêt d|de arrêt|activité|récupération", "Aucun temps d’arrêt.", "Aucun temps perdu."),
            ("garanti*", "Résultats garantis.", "Une bonne idée."),
            ("permanent*", "Des effets permanents.", "Des effets durables."),
            ("définitif|définitifs|définitive|définitives|définitivement", "Lisse définitivement.", "Une définition."),
            ("pour toujours", "Lisse pour toujours.", "Elles sont toujours là."),
            ("une fois pour toutes", "Une fois pour toutes.", "Une fois par jour."),
            ("parties|disparues|lisse pour de bon", "Parties pour de bon.", "Cela le supprime pour de bon."),
            ("à vie", "Un résultat à vie.", "Toute la vie."),
            ("miracle*", "Un miracle.", "Un miroir."),
            ("miraculeu*", "Un soin miraculeux.", "Un soin simple."),
            ("anti âge|rides|vieillissement", "Un soin anti-âge.", "Votre âge."),
            ("antiâge*|antirides", "Un soin antiâge.", "Un antiviral."),
            ("rajeuni*", "Rajeunir en 3 séances.", "Les plus jeunes."),
            ("années de moins", "Paraître 10 années de moins.", "Il y a des années."),
            ("peau parfaite|impeccable", "Une peau parfaite.", "Une peau sèche."),
            ("peau sans défaut*", "Une peau sans défaut.", "Une peau sans crème."),
            ("résultat|résultats immédiat*|instantané*", "Des résultats instantanés.", "Un instantané de vos données."),
            ("cliniquement|scientifiquement prouvé*|démontré*", "Cliniquement prouvée.", "Un essai clinique."),
            ("100 %", "100\u{a0}% lisse.", "10\u{a0}% des gens."),
            ("100|cent pour cent", "Cent pour cent naturel.", "10 pour cent."),
            (
                "meilleur|meilleure|meilleurs|meilleures traitement*|choix|option*|solution*|méthode*|clinique*|appareil*",
                "Le meilleur traitement.",
                "Notre meilleure estimation.",
            ),
            ("les meilleurs|meilleures résultats", "Les meilleurs résultats.", "De meilleurs résultats dans un essai."),
            ("numéro un", "La méthode numéro un.", "Le numéro de la session."),
            ("guérit|guérissent|guérissez|guérir les|vos|votre|l", "Guérir vos cicatrices.", "La peau guérit."),
            ("guéri* le mélasma", "Guérir le mélasma.", "Le mélasma revient."),
            ("guérison assurée|totale|certaine", "La guérison totale.", "La guérison prend du temps."),
            ("efface* les|vos|toutes cicatrices|rides|vergetures|taches", "Efface les rides.", "Effacer les données."),
            (
                "efficace|marche|fonctionne|sûr pour|chez|avec tout le monde",
                "Efficace chez tout le monde.",
                "Le tour du monde.",
            ),
            ("personnes|gens comme vous", "Des gens comme vous.", "Comme vous le voulez."),
            ("approuvé* par la fda", "Approuvé par la FDA.", "Autorisé par la FDA."),
            ("aujourd hui seulement|uniquement", "Aujourd’hui seulement.", "Aujourd’hui, une liste."),
            ("seulement|uniquement aujourd hui", "Seulement aujourd’hui.", "Ce qu’il reste à faire aujourd’hui."),
            ("dernière chance|occasion", "C’est la dernière chance.", "La dernière séance."),
            ("dernières places", "Les dernières places.", "Les dernières notes."),
            ("offre* limitée*|spéciale*|exceptionnelle*", "Offre spéciale.", "La clinique offre ce soin."),
            ("durée limitée", "Pour une durée limitée.", "La durée de la séance."),
            ("réservez maintenant|vite|aujourd|dès|sans", "Réservez dès maintenant.", "Réservez quand vous voulez."),
            ("dépêchez vous", "Dépêchez-vous.", "Reposez-vous."),
            ("ne manquez|ratez pas", "Ne manquez pas ça.", "Ne vous exposez pas."),
            ("profitez*", "Profitez-en.", "Le profil."),
            ("compte à rebours", "Le compte à rebours.", "Le compte des jours."),
            ("plus que quelques", "Plus que quelques jours.", "Plus de quelques jours."),
            ("soit trop tard", "Avant qu’il ne soit trop tard.", "Plus tard."),
            ("agissez maintenant|vite", "Agissez vite.", "Allez maintenant aux urgences."),
        ],
        red: &["rouge*", "rougi*", "rosé*", "rosi*", "érythème*"],
        tones: &["brune*", "noire*"],
        certain: &[
            ("certainement", "certainly|surely"),
            ("sûrement", "surely|certainly"),
            ("forcément", "must|always"),
            ("assurément", "surely"),
            ("prouvé*", "prove*|proof"),
            ("sans aucun doute", "no doubt"),
            ("tout le monde", "everyone|everybody|all|anyone"),
        ],
        numbers: "deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|trente",
        units: "%|pour|mm|cm|mg|ml|heure*|jour|jours|semaine*|mois|an|ans|année*|minute*|séance*|personnes|gens|patient*",
        studies: &[
            "étude|études",
            "essais",
            "essai clinique*",
            "la plupart des personnes|gens",
            "prouvé*",
            "une|la|les|des recherche|recherches",
        ],
    },
    Claims {
        tag: "es",
        banned: &[
            ("indolor*", "Una sesión indolora.", "Un dolor leve."),
            ("sin dolor*", "Sin dolor.", "Sin prisa."),
            ("sin ningún dolor", "Sin ningún dolor.", "Sin ningún plan."),
            ("ningún dolor*", "Ningún dolor.", "Ningún plan."),
            ("no duele*", "No duele.", "Si duele, llame."),
            ("sin riesgo*", "Un método sin riesgos.", "Tiene riesgos."),
            ("sin ningún riesgo", "Sin ningún riesgo.", "Un riesgo real."),
            ("ningún riesgo*", "Ningún riesgo.", "Ningún resultado."),
            ("cero riesgo*", "Cero riesgos.", "Cero sesiones."),
            ("riesgo* cero|nulo*", "Riesgo cero.", "El riesgo es real."),
            ("libre* de riesgo*", "Libre de riesgos.", "Libre de crema."),
            ("sin peligro*", "Sin peligro.", "Una señal de peligro."),
            (
                "totalmente|completamente|perfectamente|absolutamente|siempre segur*",
                "Es totalmente seguro.",
                "Una copia de seguridad.",
            ),
            ("segur* para todos|todas|todo", "Seguro para todos.", "Seguro para usted, pregunte."),
            ("sin efecto|efectos secundario*|advers*", "Sin efectos secundarios.", "Efectos secundarios posibles."),
            ("ningún efecto secundario|adverso", "Ningún efecto secundario.", "Ningún efecto conocido."),
            (
                "sin tiempo de recuperación|inactividad|reposo|baja",
                "Sin tiempo de recuperación.",
                "El tiempo de recuperación es corto.",
            ),
            ("ningún tiempo de recuperación|inactividad", "Ningún tiempo de inactividad.", "Ningún tiempo fijo."),
            ("sin baja|reposo", "Sin reposo.", "Con reposo."),
            ("recuperación inmediata", "Recuperación inmediata.", "La recuperación tarda."),
            ("garantiz*", "Garantizado.", "Una buena idea."),
            ("garantía*", "Con garantía.", "La garganta."),
            ("permanente*", "Efectos permanentes.", "Efectos que duran."),
            ("definitiv*", "Lisa definitivamente.", "Una definición."),
            ("para siempre lisa|liso|perfect*|joven", "Su piel, para siempre lisa.", "Esto lo borra para siempre."),
            ("dura|duran|durará|durarán para siempre", "Los resultados duran para siempre.", "Dura unos días."),
            ("de por vida", "Resultados de por vida.", "Su vida."),
            ("de una vez por todas", "De una vez por todas.", "De una vez."),
            ("milagro*", "Un milagro.", "Un milímetro."),
            ("anti edad|arrugas|envejecimiento", "Un cuidado anti edad.", "Su edad."),
            ("antiedad|antiarrugas|antienvejecimiento", "Un cuidado antiedad.", "Un antiviral."),
            ("rejuvenec*", "Rejuvenecer en 3 sesiones.", "Las personas jóvenes."),
            ("años más joven", "Verse 10 años más joven.", "Hace años."),
            ("piel perfecta|impecable", "Una piel perfecta.", "Una piel seca."),
            ("piel sin defecto*|imperfecciones", "Una piel sin defectos.", "Una piel sin crema."),
            ("resultado|resultados inmediato*|instantáneo*", "Resultados inmediatos.", "Resultados de un ensayo."),
            (
                "clínicamente|científicamente probad*|demostrad*|comprobad*",
                "Clínicamente comprobado.",
                "Un ensayo clínico.",
            ),
            ("100 %", "100\u{a0}% lisa.", "10\u{a0}% de las personas."),
            ("100|cien por ciento|cien", "Cien por cien natural.", "10 por ciento."),
            (
                "mejor|mejores tratamiento*|opción|opciones|método*|clínica*|aparato*|elección",
                "El mejor tratamiento.",
                "Nuestra mejor estimación.",
            ),
            ("los mejores resultados", "Los mejores resultados.", "Mejores resultados en un ensayo."),
            ("número uno", "El método número uno.", "El número de la sesión."),
            (
                "cura|curan|curar|curará|cure las|los|el|la|su|sus|cicatrices|acné|melasma",
                "Cura las cicatrices.",
                "El curso.",
            ),
            (
                "borra|borran|elimina|eliminan las|los|sus|todas|todos cicatrices|arrugas|estrías|manchas",
                "Elimina las arrugas.",
                "Borra lo que se guarda.",
            ),
            ("funciona|sirve para|en|con todos|todas|todo", "Funciona en todos.", "Funciona sin conexión."),
            ("personas|gente como usted", "Personas como usted.", "Como usted quiera."),
            ("aprobad* por la fda", "Aprobado por la FDA.", "Autorizado por la FDA."),
            ("solo|sólo|únicamente hoy", "Solo hoy.", "Lo que toca hoy."),
            ("hoy solamente|únicamente", "Hoy únicamente.", "Hoy, una lista."),
            ("última|últimas oportunidad|oportunidades|plazas", "Última oportunidad.", "La última sesión."),
            ("últimos lugares", "Últimos lugares.", "Los últimos días."),
            ("oferta* limitada*|especial*|exclusiva*", "Oferta especial.", "La clínica ofrece esto."),
            ("tiempo limitado", "Por tiempo limitado.", "El tiempo de la sesión."),
            ("reserve|agende ya|ahora|hoy", "Reserve ahora.", "Reserve cuando quiera."),
            ("dese|date prisa", "Dese prisa.", "Sin prisa."),
            ("apúrese|apresúrese", "Apúrese.", "Descanse."),
            ("no se lo|la pierda", "No se lo pierda.", "No lo toque."),
            ("no pierda la|esta oportunidad", "No pierda esta oportunidad.", "No pierda la copia."),
            ("aproveche*", "Aproveche.", "Apruebe."),
            ("cuenta regresiva|atrás", "La cuenta atrás.", "La cuenta de días."),
            ("quedan|queda pocas|pocos|poco", "Quedan pocas plazas.", "Quedan {n} días."),
            ("sea demasiado|muy tarde", "Antes de que sea demasiado tarde.", "Más tarde."),
            ("actúe ya|ahora", "Actúe ya.", "Vaya ahora a urgencias."),
        ],
        red: &["rojo", "rojos", "roja", "rojas", "rojez", "rojeces", "rojiz*", "enrojec*", "rosad*", "eritema*"],
        tones: &["morena*", "negra*"],
        certain: &[
            ("seguramente", "surely|certainly"),
            ("ciertamente", "certainly"),
            ("sin duda", "no doubt"),
            ("probado|probada|comprobado|comprobada", "prove*|proof|tried|tested"),
            ("necesariamente", "must|always"),
            ("todo el mundo", "everyone|everybody|all|anyone"),
        ],
        numbers: "dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|quince|veinte|treinta",
        units: "%|por|mm|cm|mg|ml|hora*|día|días|semana*|mes|meses|año|años|minuto*|sesion*|personas|pacientes",
        studies: &[
            "estudio|estudios",
            "ensayo|ensayos",
            "la mayoría de las personas",
            "la|las investigación|investigaciones",
        ],
    },
];

/// Whether the pattern stands in a text that [`plain`] has made plain.
fn stands_in(pattern: &str, plain: &str) -> bool {
    let words: Vec<&str> = plain.split_whitespace().collect();
    let parts: Vec<&str> = pattern.split(' ').collect();
    let is = |word: &str, part: &str| part.strip_suffix('*').map_or(word == part, |start| word.starts_with(start));
    let fits = |(word, part): (&&str, &&str)| part.split('|').any(|part| is(word, part));
    words.windows(parts.len()).any(|words| words.iter().zip(&parts).all(fits))
}

/// A text as words, with `%` as one of them.
fn spread(text: &str) -> String {
    plain(text).replace('%', " % ")
}

fn of(tag: &str) -> Option<&'static Claims> {
    CLAIMS.iter().find(|claims| claims.tag == tag)
}

/// The first claim of a text that is banned in its language.
fn banned(claims: &Claims, text: &str) -> Option<&'static str> {
    let words = spread(text);
    claims.banned.iter().map(|(pattern, ..)| *pattern).find(|pattern| stands_in(pattern, &words))
}

/// Whether red is spoken of without saying how it shows on brown and black skin.
fn red_alone(claims: &Claims, text: &str) -> bool {
    let words = spread(text);
    let has = |pattern: &&str| stands_in(pattern, &words);
    claims.red.iter().any(&has) && !claims.tones.iter().all(has)
}

/// Says what is wrong with each text of each language, as it is read.
fn check_all(rule: &str, complain: impl Fn(&Claims, &str) -> Option<String>) {
    let terms = terms();
    let mut wrong = Vec::new();
    let english = of(LANGUAGES[0].tag).unwrap();
    each_entry(|file, entry| {
        for (_, text) in &entry.forms {
            wrong.extend(
                complain(english, &shown(text, &terms))
                    .map(|why| format!("{} {}: {why} in {text:?}", file.path, entry.id)),
            );
        }
    });
    for claims in &CLAIMS[1..] {
        for (path, texts) in files(claims.tag) {
            for (id, forms) in texts {
                for (_, text) in forms {
                    wrong.extend(
                        complain(claims, &text)
                            .map(|why| format!("content/{}{path} {id}: {why} in {text:?}", claims.tag)),
                    );
                }
            }
        }
    }
    nothing_wrong(rule, &wrong);
}

#[test]
fn every_language_has_claims_that_it_does_not_make() {
    let tags: Vec<&str> = LANGUAGES.iter().map(|language| language.tag).collect();
    let known: Vec<&str> = CLAIMS.iter().map(|claims| claims.tag).collect();
    let missing: Vec<String> = tags.iter().filter(|tag| !known.contains(*tag)).map(|tag| (*tag).to_owned()).collect();
    nothing_wrong("languages without a list of banned claims in tests/content/claims.rs", &missing);
}

#[test]
fn no_language_promises_what_nobody_can_or_hurries_anyone() {
    check_all("banned claims", |claims, text| banned(claims, text).map(|claim| format!("{claim:?} is banned")));
}

#[test]
fn red_is_never_the_whole_story_in_any_language() {
    check_all("redness", |claims, text| {
        red_alone(claims, text).then(|| "red without how it shows on brown and black skin".to_owned())
    });
}

/// The kinds of the English texts by id.
fn kinds() -> BTreeMap<String, Kind> {
    let entries = words().0.into_iter().flat_map(|file| file.entries);
    entries.map(|entry| (entry.id, entry.kind)).collect()
}

/// What makes a translated text a claim about the world.
fn claim(claims: &Claims, text: &str) -> Option<String> {
    let words = spread(text);
    let number = [claims.numbers, " ", claims.units].concat();
    let study = claims.studies.iter().find(|study| stands_in(study, &words)).map(|study| (*study).to_owned());
    study.or_else(|| stands_in(&number, &words).then(|| "a number in words".to_owned()))
}

#[test]
fn what_is_no_fact_in_english_claims_nothing_about_the_world_in_any_language() {
    let kinds = kinds();
    check("kinds", |tag, id, _, forms| {
        // What a grade means is told by the studies it stands for, and by nothing else.
        let may = id.starts_with("grade.") || kinds.get(id).is_none_or(|kind| *kind == Kind::Fact);
        let Some(claims) = of(tag).filter(|_| !may) else { return Vec::new() };
        forms.iter().filter_map(|(_, text)| claim(claims, text).map(|why| format!("{why:?} in {text:?}"))).collect()
    });
}

/// What a translation says for certain and English does not.
fn surer(claims: &Claims, english: &Forms, text: &str) -> Option<&'static str> {
    let words = spread(text);
    let said = |pattern: &str| english.iter().any(|(_, source)| stands_in(pattern, &spread(source)));
    claims.certain.iter().find(|(word, same)| stands_in(word, &words) && !said(same)).map(|(word, _)| *word)
}

#[test]
fn no_translation_is_surer_than_english() {
    check("strength", |tag, _, english, forms| {
        let Some(claims) = of(tag) else { return Vec::new() };
        forms
            .iter()
            .filter_map(|(_, text)| surer(claims, english, text).map(|word| format!("{word:?} in {text:?}")))
            .collect()
    });
}

#[test]
fn every_claim_is_caught_and_what_is_like_it_is_not() {
    for claims in CLAIMS {
        for (pattern, caught, harmless) in claims.banned {
            assert!(stands_in(pattern, &spread(caught)), "{}: {pattern:?} is not in {caught:?}", claims.tag);
            assert!(!stands_in(pattern, &spread(harmless)), "{}: {pattern:?} is in {harmless:?}", claims.tag);
            assert_eq!(banned(claims, harmless), None, "{}: {harmless:?}", claims.tag);
        }
    }
    let (en, fr, es) = (of("en").unwrap(), of("fr").unwrap(), of("es").unwrap());
    // As they are bent and written.
    for text in [
        "Résultats GARANTIS",
        "résultats garanties",
        "elle vous garantit",
        "100%",
        "indolores",
        "Sans  aucun\u{a0}risque",
        "Guérissez vos cicatrices",
    ] {
        assert!(banned(fr, text).is_some(), "{text}");
    }
    for text in [
        "GARANTIZADOS",
        "se garantiza",
        "indoloras",
        "milagrosa",
        "100%",
        "completamente segura",
        "curan las cicatrices",
    ] {
        assert!(banned(es, text).is_some(), "{text}");
    }
    for (claims, alone, whole) in [
        (en, "The skin looks red.", "On white skin it looks red, on brown and black skin grey."),
        (fr, "La peau paraît rougie.", "Rouge sur une peau blanche; grise sur une peau brune ou noire."),
        (es, "La piel está enrojecida.", "Roja en la piel blanca; gris en la piel morena y negra."),
    ] {
        assert!(red_alone(claims, alone) && !red_alone(claims, whole), "{alone} {whole}");
    }
    for (claims, text) in
        [(fr, "Dans trois semaines."), (fr, "Une étude le dit."), (es, "En tres semanas."), (es, "Un ensayo lo dice.")]
    {
        assert!(claim(claims, text).is_some(), "{text}");
    }
    for (claims, text) in
        [(fr, "Trois fois rien."), (fr, "Essayez encore."), (es, "Los tres."), (es, "Pruebe otra vez.")]
    {
        assert_eq!(claim(claims, text), None, "{text}");
    }
    let english = |text: &str| vec![(String::new(), text.to_owned())];
    assert_eq!(surer(fr, &english("It may fade."), "Elle partira sûrement."), Some("sûrement"));
    assert_eq!(surer(fr, &english("It will surely fade."), "Elle partira sûrement."), None);
    assert_eq!(surer(es, &english("It may fade."), "Se irá sin duda."), Some("sin duda"));
}
