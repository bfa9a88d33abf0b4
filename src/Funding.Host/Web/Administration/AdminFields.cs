using System.Text.Json;
using Funding.Domain;
using Funding.Domain.Refusing;
using Funding.Domain.Rights;
using Funding.Host.Api.Bodies;
using Funding.Host.Reference;
using Funding.Host.Web.Acts;
using Funding.Host.Web.Acts.Inputs;

namespace Funding.Host.Web.Administration;

/// <summary>The fields of a form that records no act, with what was written and what is wrong with it.</summary>
public sealed record AdminFields : FieldsModel
{
    /// <summary>What is wrong, as the API tells it: each with a JSON pointer.</summary>
    public IReadOnlyList<Fault> Faults { get; init; } = [];

    /// <summary>Fields that nobody has filled in yet, for this caller.</summary>
    public static AdminFields Of(Caller caller, ReferenceData reference, FormValues? values = null) => new()
    {
        Subject = new ActSubject { Caller = caller, Today = default, Path = [], Reference = reference, Rules = RuleSettings.Default }, Values = values ?? FormValues.Of([]),
    };

    /// <inheritdoc/>
    public override string? FaultOf(string pointer)
        => Faults.FirstOrDefault(fault => fault.Pointer == "/" + pointer || fault.Pointer.StartsWith($"/{pointer}/", StringComparison.Ordinal))?.Message;

    /// <summary>The body that the API would be sent, read as the API reads it, with what is wrong with it so far.</summary>
    internal static (Body Body, Findings Findings) Read(IReadOnlyList<Input> inputs, FormValues values, IReadOnlyList<Field> fields)
    {
        var findings = new Findings();
        var json = GroupInput.Read(inputs, values, "", (pointer, why) => findings.Invalid("/" + pointer, why));
        return (BodyReader.Parse(JsonSerializer.SerializeToUtf8Bytes(json), fields, findings), findings);
    }
}
