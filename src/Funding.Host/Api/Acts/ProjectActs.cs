using Funding.Domain.Cpts;
using Funding.Host.Api.Bodies;

namespace Funding.Host.Api.Acts;

/// <summary>The health project and the withdrawal (R13, R14).</summary>
internal static class ProjectActs
{
    private static readonly SlugField<OppositionGround> Ground = new("ground", "One of the two grounds of the law.") { IsRequired = true, Example = "territory" };

    public static IReadOnlyList<ActRoute> All { get; } =
    [
        new CptsRoute("cpts/{id}/health-project", "Submit the health project: the two months run (cpts, ars-officer).", Common.With(), _ => new SubmitHealthProject()),
        new CptsRoute("cpts/{id}/health-project/validation", "Validate the health project explicitly (ars-officer).", Common.With(), _ => new ValidateHealthProject()),
        new CptsRoute("cpts/{id}/health-project/opposition", "Oppose the health project (ars-officer).", Common.With(Ground), it => new OpposeHealthProject(it.Body.Of(Ground))),
        new CptsRoute("cpts/{id}/withdrawal", "Record that the CPTS gives up (ars-officer).", Common.With(Common.Reason), it => new WithdrawCpts(it.Sealed(Common.Reason))),
    ];
}
