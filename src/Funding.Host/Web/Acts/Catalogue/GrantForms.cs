using Funding.Domain.Cpts;
using Funding.Host.Presentation;
using Funding.Host.Web.Acts.Inputs;

namespace Funding.Host.Web.Acts.Catalogue;

/// <summary>Grants of the three sources, and what changes them (R3, R5, R6, R9, R10, R21, R22).</summary>
internal static class GrantForms
{
    private static readonly Input[] Convention =
    [
        new TextInput("conventionReference", "Numéro de la convention", 100) { Help = "Obligatoire au-delà de 23 000 € de FIR et de transformation pour la CPTS dans l’exercice." },
        new DateInput("conventionSignedOn", "Convention signée le"),
    ];

    private static readonly RowsInput Instalments = new("instalments", "Échéances",
    [
        new DateInput("dueOn", "Prévue le") { IsRequired = true },
        new MoneyInput("amount", "Montant") { IsRequired = true },
        new ChoiceInput("kind", "Nature", _ => Options.Of<InstalmentKind>(Labels.Of)) { Help = "Vide : selon sa place." },
    ], "Échéance") { IsRequired = true, Help = "Leur somme est le montant. La date est une prévision : elle n’empêche aucun versement." };

    private static readonly MoneyInput Amount = new("amount", "Montant") { IsRequired = true };
    private static readonly TextInput Purpose = new("purpose", "Objet", 500) { IsRequired = true, Help = "Publié dans les données ouvertes." };

    public static IReadOnlyList<ActForm> All { get; } =
    [
        new("cpts/{id}/fir-grants", "Attribuer une subvention FIR", "R5")
        {
            Lead = "Le montant est pris sur l’enveloppe FIR de l’exercice, dans la même transaction : elle ne peut pas être dépassée.",
            Inputs = [Id("Identifiant de la subvention"), Year("Exercice"), Amount, Purpose, .. Convention, Instalments],
            Defaults = it => Begin(it, "fir"),
            IsTimely = it => it.Dossier.Phase is InProject or Submitted,
        },
        new("cpts/{id}/transformation-grants", "Attribuer une subvention de transformation", "R22")
        {
            Lead = "Pour des dépenses de transition, jusqu’à 24 mois après le début du premier contrat.",
            Inputs =
            [
                Id("Identifiant de la subvention"), Year("Exercice"), Amount, Purpose,
                new ChoiceInput("costCategory", "Nature de la dépense", _ => Options.Of<CostCategory>(Labels.Of)) { IsRequired = true }, .. Convention, Instalments,
            ],
            Defaults = it => Begin(it, "transfo"),
            IsTimely = it => it.Dossier.Phase is not (Intention or LetterRefused or Withdrawn),
        },
        new("cpts/{id}/aci/one-off-grants", "Accorder un versement ACI hors contrat", "R21")
        {
            Lead = "Aide avant signature, crise sanitaire, prime de démarrage : le texte qui le permet est obligatoire.",
            Inputs =
            [
                Id("Identifiant"), Year("Exercice"), Amount, Purpose, new TextInput("legalReference", "Texte qui le permet", 200) { IsRequired = true, Help = "Par exemple : ACI, article 4.2." }, Instalments,
            ],
            Defaults = it => Begin(it, "aci-hc"),
            IsTimely = it => it.Dossier.Phase is not (Intention or LetterRefused or Withdrawn),
        },
        new("cpts/{id}/commitments/{commitmentId}/amendment", "Modifier le montant d’un engagement", "R9")
        {
            Lead = "Sans nouvelles échéances, une hausse va à la dernière non certifiée, une baisse se prend à partir de la dernière.",
            Inputs = [new MoneyInput("amount", "Nouveau montant") { IsRequired = true }, .. Convention, Instalments with { IsRequired = false, Label = "Nouvelles échéances (facultatif)", Help = "Toutes les échéances à nouveau ; chacune garde son numéro." }],
            Defaults = it => [("amount", Amounts.Field(it.Commitment!.Committed))],
            IsTimely = it => it.Commitment is { Line: null },
        },
        new("cpts/{id}/commitments/{commitmentId}/cancellation", "Annuler un engagement pour le reste", "R10")
        {
            Lead = "Ce qui n’est ni certifié ni prescrit est dégagé ; pour le FIR, l’enveloppe retrouve ce crédit.",
            IsTimely = it => it.Commitment is { Line: null, Cancelled: false } commitment && commitment.Instalments.Exists(one => one.Free.IsPositive),
        },
    ];

    private static TextInput Id(string label) => new("id", label, 64) { Help = "Unique dans la CPTS : lettres sans accent, chiffres, points et tirets." };

    private static NumberedChoiceInput Year(string label) => new("budgetYear", label, Options.Years) { IsRequired = true };

    private static IEnumerable<(string, string?)> Begin(ActSubject it, string word)
        => [("id", Options.NextId(word, it.Dossier.Commitments.Keys.Where(id => id.StartsWith(word, StringComparison.Ordinal)))), ("budgetYear", Options.Text(it.Today.Year))];
}
