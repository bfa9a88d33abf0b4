using Funding.Domain.Aci;
using Funding.Domain.Cpts;
using Funding.Domain.Views;

namespace Funding.Host.Presentation;

/// <summary>What a commitment pays for, in French.</summary>
public static class CommitmentNames
{
    /// <summary>Its purpose; for a line of a contract, its part, its year and its contract.</summary>
    public static string Of(Commitment it) => it.Purpose ?? (it.Line is { } line ? Of(line) : "");

    /// <summary>A line of a contract by its part, its year and its contract.</summary>
    public static string Of(CalculationTrace line) => Of(line.Kind, line.Mission, line.Year, line.Contract);

    /// <summary>What a sum pays for: the purpose of its decision, or the line of the contract.</summary>
    public static string Of(Payable it) => it.Line is { } line ? Of(line, it.Mission, it.Year!.Value, it.Contract!.Value) : it.Purpose ?? it.CommitmentId;

    /// <inheritdoc cref="Of(CalculationTrace)"/>
    public static string Of(LineKind kind, Mission? mission, int year, int contract) => $"{Labels.Of(kind, mission)}, année {year} du contrat {contract}";

    /// <summary>An instalment as it begins a sentence: of a line of a contract by the line's name, of another commitment by its id, which is what its decision calls it.</summary>
    public static string OfInstalment(string? commitment, LineKind? line, Mission? mission, int? year, int? contract, int? instalment)
        => line is { } kind ? $"{Of(kind, mission, year!.Value, contract!.Value)}, échéance {instalment}" : $"Échéance {instalment} de {commitment}";
}
