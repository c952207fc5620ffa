extension Trigger {
  static let english: [(Trigger, String)] = [
    (
      .title,
      """
      mr mrs ms miss dr sir dame lord lady prof professor rev king queen prince princess general gen colonel \
      col captain capt major lieutenant lt sergeant pope saint st judge justice sheikh
      """
    ),
    (
      .office,
      """
      president minister chairman chief executive director secretary governor senator mayor ambassador \
      spokesman spokeswoman leader coach striker captain manager actor actress singer author writer \
      director producer guitarist drummer analyst chancellor head founder by son daughter brother wife named
      """
    ),
    (
      .place,
      """
      city town village county district province state river lake mountain mount island islands bay valley \
      street road avenue park airport station bridge capital region republic kingdom coast sea ocean creek \
      north south east west northern southern eastern western near
      """
    ),
    (
      .direction,
      "in at from to of near between through across around toward towards outside inside"
    ),
    (
      .organisation,
      """
      inc corp corporation company co ltd plc group bank university college school institute association \
      party club team league union council committee ministry department agency board court press records \
      band orchestra army navy police force news times fc united church society foundation organization
      """
    ),
    (
      .speech, "said says told added announced stated claimed according asked warned insisted wrote"
    ),
    (
      .namePart,
      "van von de la del di da bin ibn al el jr sr mc mac le du der den dos santos ii iii"
    ),
    (
      .deed,
      "born died married scored played starred elected appointed served won wrote directed signed"
    ),
  ]

  static let french: [(Trigger, String)] = [
    (
      .title,
      "m mme mlle dr docteur maitre général colonel capitaine roi reine prince princesse saint abbé"
    ),
    (
      .office,
      """
      président présidente ministre directeur directrice secrétaire gouverneur maire sénateur ambassadeur \
      acteur actrice chanteur chanteuse écrivain auteur réalisateur entraîneur joueur fils fille chef par
      """
    ),
    (
      .place,
      """
      ville village commune canton département région province état rivière lac mont montagne île îles rue \
      avenue place aéroport gare pont capitale république royaume vallée golfe mer comté district
      """
    ),
    (.direction, "à en au aux dans vers près depuis entre nord sud est ouest"),
    (
      .organisation,
      """
      société groupe banque université école institut association parti club équipe ligue union conseil \
      comité ministère agence tribunal presse orchestre armée police église fondation organisation fc as
      """
    ),
    (.speech, "dit déclare déclaré affirme affirmé selon ajoute explique annonce annoncé"),
    (.deed, "né née mort morte marié épouse élu nommé joue remporte interprété"),
  ]

  static let german: [(Trigger, String)] = [
    (
      .title,
      "herr frau dr prof professor könig königin prinz prinzessin graf freiherr general papst sankt"
    ),
    (
      .office,
      """
      präsident präsidentin minister ministerin kanzler kanzlerin direktor vorsitzende vorsitzender sprecher \
      bürgermeister botschafter chef trainer spieler stürmer schauspieler schauspielerin sänger sängerin \
      autor regisseur sohn tochter von
      """
    ),
    (
      .place,
      """
      stadt dorf gemeinde landkreis kreis bezirk provinz bundesland fluss see berg insel strasse platz park \
      flughafen bahnhof brücke hauptstadt region republik königreich tal küste meer ort
      """
    ),
    (.direction, "in im aus nach bei zwischen nördlich südlich östlich westlich nahe"),
    (
      .organisation,
      """
      gmbh ag kg firma konzern bank universität hochschule schule institut verband partei verein klub club \
      team liga union rat ausschuss ministerium amt agentur gericht presse orchester armee polizei kirche \
      stiftung organisation gesellschaft fc sv sc tsv vfb
      """
    ),
    (.speech, "sagte sagt erklärte laut betonte meinte kündigte fügte"),
    (.deed, "geboren gestorben verheiratet gewählt ernannt spielte gewann"),
  ]
}
