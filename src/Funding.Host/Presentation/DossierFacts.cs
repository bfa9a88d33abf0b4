using Funding.Domain.Cpts;
using Funding.Engine.Reading;
using Funding.Host.Reference;

namespace Funding.Host.Presentation;

/// <summary>What holds of a dossier, fact by fact, so that two states of it can be compared by a reader.</summary>
public static class DossierFacts
{
    /// <summary>What an act changed; all that there is after the registration.</summary>
    public static IReadOnlyList<Change> Changes(Dossier? before, Dossier? after, ReferenceData reference)
        => [.. Fact.Changes(Of(before, reference), Of(after, reference)), .. CommunesChanged(before, after, reference)];

    private static IEnumerable<Fact> Of(Dossier? it, ReferenceData reference)
        => it is null ? [] : [.. OfIdentity(it, reference), .. OfNegotiation(it), .. it.Contracts.All.SelectMany(contract => ContractStateFacts.Of(contract, it)), .. OfMoney(it)];

    private static IEnumerable<Fact> OfIdentity(Dossier it, ReferenceData reference)
    {
        var territory = it.Territory.Latest;
        yield return new("Phase", $"{Labels.Of(it.Phase.Name)}{(it.Phase is Validated { Deemed: true } ? " tacitement" : "")}, depuis le {French.Of(it.Phase.Since)}");
        yield return new("Nom", it.Name.Latest);
        yield return new("Département", $"{reference.FindDepartment(territory.DepartmentCode)?.Name} ({territory.DepartmentCode})");
        yield return new("Population", French.Count(territory.Population, "habitant"));
        if (territory.Communes.Count > 0) yield return new("Communes", French.Of(territory.Communes.Count));
        if (it.Profile.Latest is { } profile) yield return new("Profil", profile);
        if (it.Identifiers.Latest.Siret is { } siret) yield return new("SIRET", siret);
        if (it.Identifiers.Latest.Rna is { } rna) yield return new("RNA", rna);
        if (it.Contact.Latest is { } contact) yield return new("Contact", contact.Text ?? "effacé");
    }

    private static IEnumerable<Fact> OfNegotiation(Dossier it)
    {
        if (it.Negotiation.Open is { } round)
            yield return new("Négociation", $"tour {round.Proposal.Round}, {French.Of(round.Proposal.Terms.Total)} par an au plus ; {(round.Missing.Count == 0 ? "accord des trois parties" : $"manque l’accord de {string.Join(", ", round.Missing.Select(Labels.Of))}")}", "aucun tour ouvert");
    }

    private static IEnumerable<Fact> OfMoney(Dossier it)
    {
        foreach (var commitment in it.Commitments.Values.OrderBy(one => one.Ref.Id, StringComparer.Ordinal))
            foreach (var fact in CommitmentFacts.Of(commitment)) yield return fact;
        yield return MoneyFacts.Of("Dossier, reste à payer", Totals.Of(it.Commitments.Values).Outstanding);
    }

    /// <summary>Of a territory that changes, which communes come and go; at the registration their number says enough.</summary>
    private static IEnumerable<Change> CommunesChanged(Dossier? before, Dossier? after, ReferenceData reference)
    {
        if (before is null || after is null || before.Territory.Latest.Communes.Equals(after.Territory.Latest.Communes)) yield break;
        var (were, are) = (before.Territory.Latest.Communes, after.Territory.Latest.Communes);
        if (are.Except(were).Select(Named).ToList() is { Count: > 0 } added) yield return new("Communes ajoutées", null, string.Join(", ", added));
        if (were.Except(are).Select(Named).ToList() is { Count: > 0 } left) yield return new("Communes retirées", string.Join(", ", left), null);

        string Named(string code) => reference.FindCommune(code)?.Name ?? code;
    }
}
