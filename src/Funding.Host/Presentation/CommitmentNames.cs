using Funding.Domain.Aci;
using Funding.Domain.Cpts;

namespace Funding.Host.Presentation;

/// <summary>What a commitment pays for, in French.</summary>
public static class CommitmentNames
{
    /// <summary>Its purpose; for a line of a contract, its part, its year and its contract.</summary>
    public static string Of(Commitment it) => it.Purpose ?? (it.Line is { } line ? Of(line) : "");

    /// <summary>A line of a contract by its part, its year and its contract.</summary>
    public static string Of(CalculationTrace line) => Of(line.Kind, line.Mission, line.Year, line.Contract);

    /// <inheritdoc cref="Of(CalculationTrace)"/>
    public static string Of(LineKind kind, Mission? mission, int year, int contract) => $"{Labels.Of(kind, mission)}, année {year} du contrat {contract}";
}
