using Funding.Domain.Cpts;
using Funding.Engine.Acting;
using Funding.Engine.Reading;
using Funding.Host.Presentation;
using Funding.Host.Reference;
using Funding.Host.Security;

namespace Funding.Host.Web.Pages;

/// <summary>Reads the replay of a region, page by page: it may be of any length.</summary>
internal sealed class RegionReplayReader(IReplays replays, IPeople people, ReferenceData reference, Visitor visitor)
{
    public async Task<IResult> ReadAsync(string code, IQueryCollection query, CancellationToken cancellation)
    {
        if (reference.FindRegion(code) is not { } region || !visitor.Caller.Covers(code)) return Answers.NotFound();
        if (!visitor.Caller.Audits()) return Answers.Forbidden();
        var question = ReplayQuestion.Read(query, region.Zone);
        var model = new ReplayModel
        {
            Name = region.Name, Home = Links.To("/cpts", null, ("region", code)), Address = $"/regions/{code}/rejeu", Section = "regions", Fields = question.Fields, Until = question.Until,
            Synthetic = false, Reference = reference,
        };
        if (!question.Fields.AreSound) return Answers.Page<ReplayPage>(model, 400);

        var step = question.Act is not null;
        var window = question.Window with { After = question.Act - 1 ?? question.After };
        // Of an act shown alone the one after it is read too: it is asked for by its position.
        var page = await replays.RegionAsync(code, window, new PageRequest(step ? 2 : ReplayQuestion.PageSize), cancellation);
        var shown = page.Items.Take(step ? 1 : ReplayQuestion.PageSize).ToList();
        if (step && (shown.Count == 0 || shown[0].Event.Position != question.Act)) return Answers.NotFound();
        var before = shown.Count == 0 ? [] : await replays.PositionsBeforeAsync(code, question.Window, shown[0].Event.Position!.Value, step ? 1 : ReplayQuestion.PageSize, cancellation);
        return Answers.Page<ReplayPage>(model with
        {
            Acts = [.. shown.Select(Told)], IsStep = step, Synthetic = shown.Exists(it => it.IsSynthetic),
            Previous = before.Count == 0 ? null : step ? model.To(ReplayQuestion.ActName, before[0]) : model.To(ReplayQuestion.AfterName, before[0] - 1),
            Next = step ? page.Items.Count > 1 ? model.To(ReplayQuestion.ActName, page.Items[1].Event.Position) : null
                : page.Next is null ? null : model.To(ReplayQuestion.AfterName, shown[^1].Event.Position),
            Names = await people.NamesAsync([.. shown.Select(it => it.Event.Actor).Distinct()], cancellation),
        });
    }

    private ReplayedAct Told(RegionReplayItem it)
    {
        var (before, after) = (it.Step?.Before as Dossier, it.Step?.After as Dossier);
        ChangeGroup[] groups =
        [
            new("Région", RegionFacts.Changes(it.Before, it.After)),
            .. it.Envelope is { } envelope ? [new ChangeGroup($"Enveloppe FIR {envelope.Year}", RegionFacts.Changes(envelope))] : Array.Empty<ChangeGroup>(),
            .. it.Step is not null ? [new ChangeGroup("Dossier", DossierFacts.Changes(before, after, reference))] : Array.Empty<ChangeGroup>(),
        ];
        return new(it.Event.Position!.Value, it.Event, it.CptsId is { } id && after is not null ? (id, after.Name.Latest) : null, [.. groups.Where(group => group.Changes.Count > 0)], it.Step?.Entries ?? []);
    }
}
