using System.Security.Cryptography;
using System.Text;
using Funding.Domain;
using Funding.Domain.Refusing;
using Funding.Engine.Acting;
using Funding.Host.Api.Acts;
using Funding.Host.Api.Bodies;
using Funding.Host.Security;

namespace Funding.Host.Importing.Acts;

/// <summary>An act as a line of a file asks for it.</summary>
/// <param name="Key">Its key in the earlier system: the same key for the same act is done once.</param>
/// <param name="Address">Its address in the API.</param>
/// <param name="Actor">Who made it.</param>
/// <param name="Route">The act.</param>
/// <param name="Path">The parts of the address.</param>
/// <param name="Body">Its body, as far as it could be read.</param>
/// <param name="Bytes">The bytes of the body.</param>
/// <param name="Faults">What is wrong with the values of the body: told with those of the rules.</param>
internal sealed record ActLine(
    string Key, string Address, CallerClaims Actor, ActRoute Route, RouteValueDictionary Path, Body Body, ReadOnlyMemory<byte> Bytes, Sequence<Fault> Faults)
{
    /// <summary>Apart from the keys that the same person gives by HTTP.</summary>
    private const string KeysOfImports = "import:";

    /// <summary>What guards the act against being done twice; the same key with another address or body is refused.</summary>
    public Idempotency Idempotency => new(KeysOfImports + Key, Convert.ToHexStringLower(SHA256.HashData([.. Encoding.UTF8.GetBytes(Address + "\n"), .. Bytes.Span])));
}
