using Funding.Domain.Cpts;
using Funding.Engine.Naming;
using Funding.Host.Web.Acts.Inputs;

namespace Funding.Host.Web.Acts.Catalogue;

/// <summary>Negotiation and contracts (R15–R21).</summary>
internal static class ContractForms
{
    private const string Contract = "cpts/{id}/aci/contracts/{n}/";

    public static IReadOnlyList<ActForm> All { get; } =
    [
        new("cpts/{id}/aci/negotiation", "Ouvrir la négociation", "R15")
        {
            Lead = "Chacune des trois parties pourra proposer des conditions.",
            IsTimely = it => it.Dossier.Phase is Validated,
        },
        new("cpts/{id}/aci/proposals", "Proposer des conditions", "R16")
        {
            Lead = "Un nouveau tour remplace le précédent et ses accords. Tous les montants sont par année de contrat.",
            Inputs = [By("Au nom de"), Terms],
            Defaults = TermsToBegin,
            IsTimely = it => it.Dossier.Phase is Negotiating or Contracted or Ended,
        },
        new("cpts/{id}/aci/proposals/{round}/approvals", "Donner son accord au tour", "R15")
        {
            Lead = "L’accord est donné par la partie elle-même.",
            Inputs = [By("Au nom de")],
            Defaults = Speaker,
            IsTimely = it => it.Dossier.Negotiation.Open is { } open && it.Number("round") == open.Proposal.Round && !open.Approvals.Keys.Any(party => Options.Party(it).Any(one => one.Value == Slug.Of(party))),
        },
        new("cpts/{id}/aci/contracts", "Signer le contrat", "R17")
        {
            Lead = "Le contrat se signe sur le dernier tour, approuvé par les trois parties. Ses lignes de la première année s’ouvrent aussitôt.",
            Inputs =
            [
                new DateInput("startsOn", "Premier jour du contrat") { IsRequired = true, Help = "Au plus tard douze mois après aujourd’hui, et pas avant la validation du projet." }, new DateInput("signedOn", "Signé le") { Help = "Vide : la date de l’acte." },
                new NumberedChoiceInput("renews", "Renouvelle le contrat", it => it.Dossier.Contracts.All.Select(one => new Option(Options.Text(one.Number), $"Contrat {one.Number}"))) { Help = "Vide pour un premier contrat." },
            ],
            Defaults = it => [("renews", it.View?.State.Contracts.Last is { } last ? Options.Text(last.Number) : null)],
            IsTimely = it => it.Dossier.Phase is Negotiating or Contracted or Ended && it.Dossier.Negotiation.Open is { Missing.Count: 0 },
        },
        new(Contract + "missions/{mission}/start", "Démarrer une mission", "R18")
        {
            Lead = "Sa part fixe est due à partir de ce jour, au prorata des jours de l’année de contrat.",
            IsTimely = it => Runs(it) && it.Contract is { } contract && it.Mission is { } mission && !it.Dossier.Contracts.StartsOf(contract).ContainsKey(mission),
        },
        new(Contract + "missions/{mission}/deployment", "Constater le déploiement d’une mission", "R21")
        {
            IsTimely = it => Runs(it) && it.Contract is { } contract && it.Mission is { } mission && it.Dossier.Contracts.StartsOf(contract).ContainsKey(mission) && !contract.Deployments.ContainsKey(mission),
        },
        new(Contract + "years/{y}/assessment", "Enregistrer le dialogue de gestion", "R19")
        {
            Lead = "Les parts variables de l’année sont dues au taux atteint, et ses soldes peuvent être certifiés.",
            Inputs =
            [
                new RowsInput("missions", "Missions évaluées",
                    [new ChoiceInput("mission", "Mission", Options.Missions) { IsRequired = true }, new RateInput("achievedRate", "Taux atteint, en %") { IsRequired = true, Help = "De 0 à 100, deux décimales au plus." }], "Mission")
                {
                    IsOpen = false, MayBeEmpty = true,
                },
            ],
            Defaults = it => it.Contract is { } contract && it.Number("y") is { } year ? it.Dossier.MissionsToAssess(contract, year).Select((mission, i) => ($"missions/{i}/mission", (string?)Slug.Of(mission))) : [],
            IsTimely = it => it.Contract is { } contract && it.Number("y") is { } year && year <= contract.YearsOpened && it.Today >= contract.Closing(year) && it.Dossier.IsToBeAssessed(contract, year),
        },
        new(Contract + "amendments", "Signer un avenant", "R19")
        {
            Lead = "Les conditions du dernier tour, approuvé par les trois parties, remplacent celles du contrat à partir du jour choisi.",
            Inputs = [new DateInput("takesEffectOn", "Prend effet le") { IsRequired = true, Help = "Au plus tôt à la date de l’acte." }],
            IsTimely = it => Runs(it) && it.Dossier.Negotiation.Open is { Missing.Count: 0 },
        },
        new(Contract + "suspension", "Suspendre le contrat", "R20")
        {
            Lead = "Les jours courent et les lignes s’ouvrent, mais rien n’est certifié ni versé sur l’ACI.",
            Inputs = [CommonInputs.Reason],
            IsTimely = it => it.Dossier.Phase is Contracted && Runs(it),
        },
        new(Contract + "resumption", "Lever la suspension", "R20") { Inputs = [CommonInputs.Reason], IsTimely = it => it.Dossier.Phase is ContractSuspended && Runs(it) },
        new(Contract + "termination", "Résilier le contrat", "R20")
        {
            Lead = "Chaque ligne de l’année devient sa part des jours jusqu’au dernier ; ce qui a été versé au-delà est à reverser.",
            Inputs = [new DateInput("endsOn", "Dernier jour, inclus") { IsRequired = true, Help = "Au plus tard douze mois après aujourd’hui." }, CommonInputs.Reason],
            IsTimely = it => it.Dossier.Phase is Contracted or ContractSuspended && Runs(it) && it.Contract?.Termination is null,
        },
    ];

    private static GroupInput Terms => new("terms", "Conditions annuelles",
    [
        new ChoiceInput("tariff", "Barème", it => it.Tariffs.Select(one => new Option(one.Tariff.Id, one.Tariff.Id))) { IsRequired = true },
        new MoneyInput("functioning", "Fonctionnement, par an") { IsRequired = true },
        new RowsInput("missions", "Missions",
        [
            new ChoiceInput("mission", "Mission", Options.Missions) { IsRequired = true },
            new MoneyInput("fixed", "Part fixe, par an") { IsRequired = true },
            new MoneyInput("variable", "Part variable, par an au plus") { IsRequired = true },
        ], "Mission") { IsRequired = true },
    ]);

    private static ChoiceInput By(string label) => new("by", label, Options.Party) { IsRequired = true };

    private static IEnumerable<(string, string?)> Speaker(ActSubject it) => Options.Party(it).Take(1).Select(party => ("by", (string?)party.Value));

    /// <summary>The terms of the last round; before the first one, the core missions of the tariff in force.</summary>
    private static IEnumerable<(string, string?)> TermsToBegin(ActSubject it)
    {
        var tariff = it.Tariffs.FirstOrDefault(one => one.Tariff.IsInForce(it.Today))?.Tariff;
        var last = it.Dossier.Negotiation.Rounds.LastOrDefault()?.Proposal.Terms;
        var missions = last?.Missions.Select(one => (one.Mission, Fixed: (string?)Amounts.Field(one.Fixed), Variable: (string?)Amounts.Field(one.Variable)))
            ?? tariff?.CoreMissions.Select(mission => (mission, (string?)null, (string?)null)) ?? [];
        return
        [
            .. Speaker(it), ("terms/tariff", last?.Tariff ?? tariff?.Id), ("terms/functioning", last is null ? null : Amounts.Field(last.Functioning)),
            .. missions.SelectMany((one, i) => new[] { ($"terms/missions/{i}/mission", (string?)Slug.Of(one.Item1)), ($"terms/missions/{i}/fixed", one.Item2), ($"terms/missions/{i}/variable", one.Item3) }),
        ];
    }

    /// <summary>Whether the contract of the address is the one that runs.</summary>
    private static bool Runs(ActSubject it) => it.Contract is { Ended: false } && it.Dossier.Phase is Contracted or ContractSuspended;
}
