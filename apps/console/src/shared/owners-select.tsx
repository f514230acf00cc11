import { useQuery } from '@tanstack/react-query';
import type { Id } from '@tessera/kernel';
import { Select } from 'antd';
import { client } from './api.ts';

const SHOWN = 200;

/** To whom members belong: the operator for its own, and the issuers. */
function useOwners() {
  return useQuery({
    queryKey: ['organizations', 'owners'],
    queryFn: async ({ signal }) => {
      const [operator, issuers] = await Promise.all([
        client.organizations.listOrganizations({ kind: 'operator', limit: 1 }, { signal }),
        client.organizations.listOrganizations({ kind: 'issuer', limit: SHOWN }, { signal }),
      ]);
      return [...operator.items, ...issuers.items];
    },
  });
}

type OwnersSelectProps = {
  id?: string;
  value?: Id<'organization'>[];
  onChange?: (organizationIds: Id<'organization'>[]) => void;
  placeholder: string;
  /** How many can be chosen. */
  max: number;
};

/** Chooses whose members, or none for all; as a form field. */
export function OwnersSelect({ placeholder, max, ...field }: OwnersSelectProps) {
  const owners = useOwners();
  return (
    <Select<Id<'organization'>[]>
      {...field}
      mode="multiple"
      maxCount={max}
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={placeholder}
      loading={owners.isFetching}
      options={(owners.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
}
