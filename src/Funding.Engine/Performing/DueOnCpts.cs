using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Ports;
using Funding.Engine.Acting;
using Funding.Engine.Sealing;
using Funding.Engine.Storage;

namespace Funding.Engine.Performing;

/// <summary>What is due on a CPTS, recorded by the system. Its answer tells which events; none when nothing was due.</summary>
internal sealed class DueOnCpts(Guid id, IReferenceData reference, RuleSettings rules, Sealer sealer, CancellationToken cancellation) : PendingAct(cancellation)
{
    public override string? Region => null;

    public override Guid? Cpts => id;

    public override IEnumerable<(string Region, int Year)> Envelopes(IStandings streams)
        => streams.Cpts(id).State is Dossier dossier ? CptsDecider.EnvelopesOfDue(dossier).Select(year => (dossier.RegionCode, year)) : [];

    public override Judgement Judge(IStandings streams, DateTimeOffset now)
    {
        var before = streams.Cpts(id);
        now = before.NotBefore(now);
        var change = new Change(id, before, now, Guid.CreateVersion7());
        if (before.State is Dossier dossier) change = change.WithDue(reference.DayIn(dossier.RegionCode, now), rules);
        var answer = new ActAnswer(StatusCodes.Status200OK, id.ToString(), change.Version, null, change.Events.Select(it => EventTypes.NameOf(it.Event)).ToSequence(), []);
        return Judgement.Done(answer, change.ToAppend(Envelopes(streams).ToDictionary(it => it.Year, it => streams.Envelope(it.Region, it.Year)), reference, rules, sealer));
    }
}
