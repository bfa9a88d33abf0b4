using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Rights;
using Funding.Engine.Naming;
using Funding.Engine.Reading;
using Funding.Host.Presentation;
using Funding.Host.Reference;
using Funding.Host.Web.Acts.Catalogue;

namespace Funding.Host.Web.Acts;

/// <summary>An act that a page offers.</summary>
/// <param name="Title">What is done, in French.</param>
/// <param name="Address">Its form.</param>
public sealed record ActOffer(string Title, string Address);

/// <summary>The acts that a page offers its visitor: those of the role that the phase lets expect. What the rules say of one is said when it is judged.</summary>
internal static class ActOffers
{
    /// <summary>The acts on a dossier and its contracts.</summary>
    public static IReadOnlyList<ActOffer> OnDossier(Caller caller, DossierView view, DateOnly today, RuleSettings rules, ReferenceData reference)
    {
        var subject = SubjectOf(caller, view, today, rules, reference);
        var contract = view.State.Contracts.All.FindLast(it => !it.Ended && it.YearsOpened > 0) ?? view.State.Contracts.Last;
        return
        [
            .. from form in ActForms.All
               where form.Pattern.StartsWith("cpts/{id}/", StringComparison.Ordinal) && !form.Pattern.Contains("{commitmentId}", StringComparison.Ordinal)
               from path in Paths(form, subject, contract)
               select Offer(form, subject with { Path = path }) into offer
               where offer is not null
               select offer,
        ];
    }

    /// <summary>The acts on a commitment and its recoveries.</summary>
    public static IReadOnlyList<ActOffer> OnCommitment(Caller caller, DossierView view, Commitment commitment, DateOnly today, RuleSettings rules, ReferenceData reference)
    {
        var subject = SubjectOf(caller, view, today, rules, reference);
        return
        [
            .. from form in ActForms.All
               where form.Pattern.Contains("{commitmentId}", StringComparison.Ordinal)
               from recovery in form.Pattern.Contains("{recoveryId}", StringComparison.Ordinal) ? commitment.Recoveries.Keys.Order(StringComparer.Ordinal) : (IEnumerable<string?>)[null]
               select Offer(form, subject with { Path = new(subject.Path) { ["commitmentId"] = commitment.Ref.Id, ["recoveryId"] = recovery } }) into offer
               where offer is not null
               select offer,
        ];
    }

    private static ActSubject SubjectOf(Caller caller, DossierView view, DateOnly today, RuleSettings rules, ReferenceData reference)
        => new() { Caller = caller, Today = today, Path = new RouteValueDictionary { ["id"] = view.Id.ToString() }, View = view, Rules = rules, Reference = reference };

    private static IEnumerable<RouteValueDictionary> Paths(ActForm form, ActSubject subject, Contract? contract)
    {
        if (form.Pattern.Contains("{round}", StringComparison.Ordinal))
            return subject.Dossier.Negotiation.Open is { } open ? [With(subject, ("round", Options.Text(open.Proposal.Round)))] : [];
        if (!form.Pattern.Contains("{n}", StringComparison.Ordinal)) return [subject.Path];
        if (contract is null) return [];
        var number = ("n", Options.Text(contract.Number));
        return form.Pattern.Contains("{mission}", StringComparison.Ordinal) ? contract.Terms.Latest.Terms.Missions.Select(it => With(subject, number, ("mission", Slug.Of(it.Mission))))
            : form.Pattern.Contains("{y}", StringComparison.Ordinal) ? Enumerable.Range(1, contract.YearsOpened).Select(year => With(subject, number, ("y", Options.Text(year))))
            : [With(subject, number)];
    }

    private static RouteValueDictionary With(ActSubject subject, params ReadOnlySpan<(string Name, string Value)> parts)
    {
        var path = new RouteValueDictionary(subject.Path);
        foreach (var (name, value) in parts) path[name] = value;
        return path;
    }

    private static ActOffer? Offer(ActForm form, ActSubject subject)
    {
        if (ActRights.RefusalOf(form.Route, subject) is not null || !form.IsTimely(subject)) return null;
        (string, string)[] path = [.. subject.Path.Where(part => part.Value is string).Select(part => (part.Key, (string)part.Value!))];
        return new ActOffer(form.Title + Which(subject), form.Address(path));
    }

    private static string Which(ActSubject subject)
        => (subject.Mission is { } mission ? $" : {Labels.Of(mission)}" : "") + (subject.Number("y") is { } year ? $", année {year}" : "")
            + (subject.Number("round") is { } round ? $" {round}" : "") + (subject.Recovery is { } recovery ? $" : titre {recovery.Event.RecoveryId}" : "");
}
