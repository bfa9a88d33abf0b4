using Funding.Domain;
using Funding.Domain.Aci;
using Funding.Domain.Refusing;
using Funding.Host.Api.Problems;
using Funding.Host.Presentation;
using Funding.Host.Web.Acts;

namespace Funding.Host.Web.Simulating;

/// <summary>The simulator, with what it worked out.</summary>
public sealed record SimulatorModel : FieldsModel
{
    /// <summary>What is wrong with the fields.</summary>
    public IReadOnlyList<Fault> Faults { get; init; } = [];

    /// <summary>What was asked; null while it cannot be worked out.</summary>
    public SimulationRequest? Request { get; init; }

    /// <summary>What comes of it.</summary>
    public SimulatedContract? Contract { get; init; }

    /// <inheritdoc/>
    public override string? FaultOf(string pointer) => Faults.FirstOrDefault(fault => fault.Pointer == "/" + pointer)?.Message;

    /// <summary>Why such terms would be refused, in French, or null.</summary>
    internal string? Refusal => Request is { } request && ContractSimulation.Refusal(request) is { } it ? RejectionProblems.Of(it.Rejection).Detail : null;

    /// <summary>The contract years that open.</summary>
    internal IEnumerable<int> Years => (Contract?.Lines ?? []).Select(line => line.Owed.Year).Distinct().Order();

    /// <summary>The lines of a year.</summary>
    internal IEnumerable<SimulatedLine> LinesOf(int year) => Contract!.Lines.Where(line => line.Owed.Year == year);

    /// <summary>What a part of the contract comes to in a year.</summary>
    internal Money Of(int year, LineKind kind) => LinesOf(year).Where(line => line.Owed.Kind == kind).Total(line => line.Owed.Amount);

    /// <summary>How a line comes about.</summary>
    internal static string Told(SimulatedLine line) => CalculationSentences.Of(line.Owed.Trace, line.Instalments);
}
