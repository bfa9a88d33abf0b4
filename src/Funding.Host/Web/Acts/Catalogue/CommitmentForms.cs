using Funding.Domain.Cpts;
using Funding.Host.Web.Acts.Inputs;

namespace Funding.Host.Web.Acts.Catalogue;

/// <summary>Certification, payment and refusal (R8, R11); recoveries, their settlement, and reversals (R8, R11, R12).</summary>
internal static class CommitmentForms
{
    private static readonly MoneyInput Amount = new("amount", "Montant") { IsRequired = true };

    public static IReadOnlyList<ActForm> All { get; } =
    [
        new("cpts/{id}/commitments/{commitmentId}/certifications", "Certifier le service fait", "R8")
        {
            Lead = "L’agent comptable pourra verser ce qui est certifié.",
            Inputs = [new NumberedChoiceInput("instalment", "Échéance", Options.Instalments(it => it.Free.IsPositive)) { IsRequired = true }, Amount, new TextInput("id", "Identifiant de la certification", 64) { Help = "Facultatif." }],
            Defaults = it => First(it, one => one.Free.IsPositive, one => one.Free),
            IsTimely = it => it.Commitment?.Instalments.Exists(one => one.Free.IsPositive) == true,
        },
        new("cpts/{id}/commitments/{commitmentId}/payments", "Enregistrer un versement", "R11")
        {
            Lead = "Qui a attribué, signé ou certifié ne verse pas.",
            Inputs =
            [
                new NumberedChoiceInput("instalment", "Échéance", Options.Instalments(it => it.Payable.IsPositive)) { IsRequired = true }, Amount,
                new TextInput("paymentReference", "Référence du virement", 100) { IsRequired = true, Help = "Unique dans la CPTS." },
            ],
            Defaults = it => First(it, one => one.Payable.IsPositive, one => one.Payable),
            IsTimely = it => it.Commitment?.Instalments.Exists(one => one.Payable.IsPositive) == true,
        },
        new("cpts/{id}/commitments/{commitmentId}/payment-refusals", "Refuser de payer", "R8")
        {
            Lead = "La certification de ce qui n’est pas versé tombe ; l’ordonnateur peut certifier à nouveau.",
            Inputs = [new NumberedChoiceInput("instalment", "Échéance", Options.Instalments(it => it.Payable.IsPositive)) { IsRequired = true }, CommonInputs.Reason],
            Defaults = it => First(it, one => one.Payable.IsPositive, null),
            IsTimely = it => it.Commitment?.Instalments.Exists(one => one.Payable.IsPositive) == true,
        },
        new("cpts/{id}/commitments/{commitmentId}/recoveries", "Émettre un titre de recette", "R8")
        {
            Lead = "L’indu ne dépasse pas ce qui a été versé et n’est pas déjà réclamé.",
            Inputs = [new TextInput("id", "Numéro du titre", 64) { Help = "Unique dans la CPTS." }, Amount, CommonInputs.Reason],
            Defaults = it => [("id", Options.NextId("titre", it.Dossier.Commitments.Values.SelectMany(one => one.Recoveries.Keys)))],
            IsTimely = it => it.Commitment is { } commitment && (commitment.Paid - commitment.RecoveryOrdered).IsPositive,
        },
        new("cpts/{id}/commitments/{commitmentId}/recoveries/{recoveryId}/receipts", "Enregistrer un encaissement", "R8")
        {
            Lead = "Qui a émis le titre n’encaisse pas.",
            Inputs = [Amount, CommonInputs.Key("Référence de l’encaissement", "Unique sur ce titre.")],
            HasOwnReference = true,
            Defaults = Due,
            IsTimely = it => it.Recovery?.Due.IsPositive == true,
        },
        new("cpts/{id}/commitments/{commitmentId}/recoveries/{recoveryId}/waivers", "Accorder une remise", "R8")
        {
            Lead = "Qui a émis le titre n’accorde pas de remise.",
            Inputs = [Amount, CommonInputs.Key("Référence de la décision de remise", "Unique sur ce titre.")],
            HasOwnReference = true,
            Defaults = Due,
            IsTimely = it => it.Recovery?.Due.IsPositive == true,
        },
        new("cpts/{id}/reversals", "Annuler un acte enregistré par erreur", "R12")
        {
            Lead = "L’acte reste dans l’historique ; son annulation porte les mêmes écritures en sens contraire. Qui l’a fait ne l’annule pas.",
            Inputs = [new ChoiceInput("event", "Acte à annuler", Reversibles) { IsRequired = true }, CommonInputs.Reason],
            IsTimely = it => it.Dossier.Reversibles.Values.Any(act => act.Reversal is null),
        },
    ];

    private static IEnumerable<(string, string?)> First(ActSubject it, Predicate<Instalment> which, Func<Instalment, Domain.Money>? amount)
        => it.Commitment?.Instalments.Find(which) is { } first ? [("instalment", Options.Text(first.Number)), ("amount", amount is null ? null : Amounts.Field(amount(first)))] : [];

    private static IEnumerable<(string, string?)> Due(ActSubject it) => [("amount", Amounts.Field(it.Recovery!.Due))];

    private static IEnumerable<Option> Reversibles(ActSubject it)
        => it.Dossier.Reversibles.Where(act => act.Value.Reversal is null).OrderByDescending(act => act.Value.Event.EffectiveDate)
            .Select(act => new Option(act.Key.ToString(), $"{Presentation.French.Of(act.Value.Event.EffectiveDate)} – {Presentation.EventSentences.Of(act.Value.Event)}"));
}
