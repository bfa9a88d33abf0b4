using Funding.Domain.Ports;
using Funding.Engine;
using Funding.Engine.Naming;
using Funding.Engine.Reading;
using Funding.Host.Reference;
using Funding.Host.Security;
using Funding.Host.Settings;

namespace Funding.Host.Web.Administration;

/// <summary>How far the workers are, as <c>/health/progress</c> tells, and views worked out again, as the verb <c>rebuild</c> does.</summary>
internal sealed class ViewsDesk(IProgressReader progress, IRebuilds rebuilds, RebuildRun run, FundingSettings settings, ReferenceData reference, Visitor visitor)
{
    /// <summary>The field that says what becomes of the result.</summary>
    public const string EndField = "fin";

    /// <summary>The field that says that a replacement was confirmed.</summary>
    public const string SureField = "confirme";

    /// <summary>The page; asking whether a view is really to be replaced.</summary>
    public async Task<IResult> ShowAsync(string? replacing, CancellationToken cancellation)
    {
        var found = await progress.ReadAsync(cancellation);
        return Answers.Page<ViewsPage>(new ViewsModel
        {
            Workers = [.. found.Workers], Alarms = [.. Alarm.Of(found, settings.Alarms).Where(alarm => alarm.IsRaised)], Views = rebuilds.Views, Run = run.State, Replacing = replacing, Zone = reference.MainlandZone(),
        });
    }

    /// <summary>Begins a rebuild. A view that may differ is replaced only once that was confirmed.</summary>
    public async Task<IResult> RebuildAsync(string view, PagePost post, CancellationToken cancellation)
    {
        if (!rebuilds.Views.Contains(view) || Slug.Parse<RebuildEnd>(post.Fields[EndField].ToString()) is not { } end) return Answers.NotFound();
        if (end == RebuildEnd.Replace && post.Fields[SureField] != "oui") return await ShowAsync(view, cancellation);
        return run.TryStart(view, end, visitor.Caller.Person) ? AdminPages.Done("/administration/vues")
            : Answers.Message(StatusCodes.Status409Conflict, "Reconstruction en cours", "Cet hôte reconstruit déjà une vue : attendez qu’elle finisse.");
    }
}
