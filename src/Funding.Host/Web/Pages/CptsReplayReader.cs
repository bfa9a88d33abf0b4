using Funding.Engine.Acting;
using Funding.Engine.Reading;
using Funding.Host.Presentation;
using Funding.Host.Reference;
using Funding.Host.Security;

namespace Funding.Host.Web.Pages;

/// <summary>Reads the replay of a CPTS. The whole of it is folded anyway, so a page knows how many acts there are.</summary>
internal sealed class CptsReplayReader(IReplays replays, IDossiers dossiers, IPeople people, ReferenceData reference, Visitor visitor)
{
    private const int AtOnce = 500;

    public async Task<IResult> ReadAsync(Guid id, IQueryCollection query, CancellationToken cancellation)
    {
        if (await dossiers.FindAsync(id, Moment.Now, cancellation) is not { } present || !visitor.Caller.Sees(id, present.State)) return Answers.NotFound();
        if (!visitor.Caller.Audits()) return Answers.Forbidden();
        var question = ReplayQuestion.Read(query, reference.ZoneOf(present.State.RegionCode));
        var home = Links.ToDossier(id, null);
        var model = new ReplayModel
        {
            Name = present.State.Name.Latest, Home = home, Address = $"{home}/rejeu", Section = "cpts", Fields = question.Fields, Until = question.Until,
            Synthetic = present.State.Registration.Synthetic == true, Reference = reference,
        };
        if (!question.Fields.AreSound) return Answers.Page<ReplayPage>(model, 400);

        var all = await AllAsync(id, question.Window, cancellation);
        var first = all.TakeWhile(it => question.Act is { } act ? it.Event.Version < act : it.Event.Version <= question.After).Count();
        if (question.Act is { } asked && (first == all.Count || all[first].Event.Version != asked)) return Answers.NotFound();
        var shown = all.Skip(first).Take(question.Act is null ? ReplayQuestion.PageSize : 1).ToList();
        var step = question.Act is not null;
        return Answers.Page<ReplayPage>(model with
        {
            Acts = [.. shown.Select(Told)], IsStep = step, Range = RangeOf(first, shown.Count, all.Count),
            Previous = first == 0 ? null : step ? model.To(ReplayQuestion.ActName, all[first - 1].Event.Version) : model.To(ReplayQuestion.AfterName, After(first - ReplayQuestion.PageSize)),
            Next = first + shown.Count >= all.Count ? null : step ? model.To(ReplayQuestion.ActName, all[first + 1].Event.Version) : model.To(ReplayQuestion.AfterName, shown[^1].Event.Version),
            Names = await people.NamesAsync([.. shown.Select(it => it.Event.Actor).Distinct()], cancellation),
        });

        long? After(int index) => index <= 0 ? null : all[index - 1].Event.Version;
    }

    private static string? RangeOf(int first, int shown, int all)
        => shown == 0 ? null : shown == 1 ? $"Acte {French.Of(first + 1)} sur {French.Of(all)}" : $"Actes {French.Of(first + 1)} à {French.Of(first + shown)} sur {French.Of(all)}";

    private ReplayedAct Told(ReplayItem it)
        => new(it.Event.Version, it.Event, null, [new ChangeGroup(null, DossierFacts.Changes(it.Before, it.After, reference))], it.Step.Entries);

    private async Task<List<ReplayItem>> AllAsync(Guid id, ReplayWindow window, CancellationToken cancellation)
    {
        var items = new List<ReplayItem>();
        for (var next = new PageRequest(AtOnce); next is not null;)
        {
            var page = await replays.CptsAsync(id, window, next, cancellation);
            items.AddRange(page.Items);
            next = page.Next is null ? null : next with { After = page.Next };
        }

        return items;
    }
}
